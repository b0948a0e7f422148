import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import { useResource } from "../api/resource";
import type { Keeping, KeepingCount } from "../api/shapes";
import { dayAndTime } from "../app/dates";
import { language, t } from "../app/language";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Select } from "../ui/Field";
import { OfficerFrame } from "./OfficerFrame";

type Counts = Record<string, KeepingCount>;
type Line = Keeping["table"][number];

/** What is kept about people, for how long, what the last nights let go, and what a run would let go now. */
export function KeepingScreen() {
  const read = useResource(language.value, () => ask(api.GET("/api/v1/keeping")));
  const tried = useSignal<Counts | null>(null);
  const busy = useSignal(false);
  const problem = useSignal<string | null>(null);
  const chosen = useSignal(0);
  const found = read.data.value;
  const run = found?.runs[chosen.value];

  async function tryIt() {
    busy.value = true;
    problem.value = null;
    try {
      tried.value = await ask(api.POST("/api/v1/keeping/dry-run"));
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("officer.no_signal");
    } finally {
      busy.value = false;
    }
  }

  return (
    <OfficerFrame
      current=""
      title={t("officer.keeping")}
      problem={read.problem.value}
      onRetry={read.again}
      ready={found !== null}
    >
      <p>{t("officer.keeping_what")}</p>
      <div class="officer-acts">
        {found && found.runs.length > 0 && (
          <Select
            inline
            label={t("officer.run")}
            value={String(chosen.value)}
            options={found.runs.map((one, index) => ({
              value: String(index),
              label: dayAndTime(one.began_at),
            }))}
            onChange={(value) => {
              chosen.value = Number(value);
              tried.value = null;
            }}
          />
        )}
        <Button
          kind="second"
          size="small"
          icon="play"
          busy={busy.value ? t("officer.trying") : null}
          onClick={() => void tryIt()}
        >
          {t("officer.try")}
        </Button>
      </div>
      {problem.value && (
        <Banner kind="danger" urgent>
          {problem.value}
        </Banner>
      )}
      <p role="status" class="strong">
        {tried.value
          ? t("officer.tried")
          : run
            ? t(run.ended_at ? "officer.run_of" : "officer.run_on", { at: dayAndTime(run.began_at) })
            : t("officer.no_run")}
      </p>
      <Table
        lines={found?.table ?? []}
        counts={tried.value ?? run?.counts ?? {}}
        would={tried.value !== null}
      />
    </OfficerFrame>
  );
}

interface TableProps {
  lines: readonly Line[];
  counts: Counts;
  would: boolean;
}

function Table({ lines, counts, would }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keys
    <section class="officer-scroll" tabIndex={0} aria-label={t("officer.keeping")}>
      <table class="officer-table">
        <thead>
          <tr>
            <th scope="col">{t("officer.what")}</th>
            <th scope="col">{t("officer.keep_for")}</th>
            <th scope="col">{t("officer.then")}</th>
            <th scope="col">{t("officer.basis")}</th>
            <th scope="col" class="officer-number">
              {t("officer.found")}
            </th>
            <th scope="col" class="officer-number">
              {t("officer.held_back")}
            </th>
            <th scope="col" class="officer-number">
              {t(would ? "officer.would_go" : "officer.gone")}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => {
            const count = line.action ? counts[line.action] : undefined;
            return (
              <tr key={line.what}>
                <th scope="row">
                  {line.what}
                  <span class="muted small officer-why">{line.purpose}</span>
                </th>
                <td>{line.keep_for}</td>
                <td>{line.then}</td>
                <td>{line.basis}</td>
                <td class="officer-number">{count?.found ?? "–"}</td>
                <td class="officer-number">{count?.held ?? "–"}</td>
                <td class="officer-number">{count?.done ?? "–"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
