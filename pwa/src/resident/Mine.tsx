import "./Mine.css";
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask, rememberToken } from "../api/client";
import { useResource } from "../api/resource";
import type { Report } from "../api/shapes";
import { shortDay } from "../app/dates";
import { language, t, tn } from "../app/language";
import { ResidentTabs } from "../app/ResidentTabs";
import { watch } from "../live/watch";
import { remove } from "../offline/change";
import type { Mine as Kept } from "../offline/entry";
import { entries, mine } from "../offline/outbox";
import { Banner } from "../ui/Banner";
import { Button, LinkButton } from "../ui/Button";
import { Card } from "../ui/Card";
import { EmptyState } from "../ui/EmptyState";
import { Icon } from "../ui/Icon";
import { Segmented } from "../ui/Segmented";
import { Tag } from "../ui/Tag";
import { iconOf, loadIssueTypes } from "./issueTypes";
import { hasNews } from "./news";
import { RemoveFromPhone } from "./RemoveFromPhone";
import { ReportPhoto } from "./ReportPhoto";
import { shapeOf, standing } from "./standing";
import { WaitingCard } from "./WaitingCard";
import { whyRefused } from "./whyRefused";

const shown = signal<"open" | "ended">("open");
/** So many are asked about at once; older ones tell how they stand when they are opened. */
const MOST_ASKED = 30;

/** What was reported from this phone: what still waits, and how the rest stands. */
export default function Mine() {
  const kept = mine.value;
  const asked = kept.slice(0, MOST_ASKED);
  const key = asked.map((one) => one.ref).join();
  const stands = useResource(
    key ? `${key}|${language.value}` : null,
    async () => {
      const read = await Promise.allSettled(asked.map(look));
      return new Map(
        read.flatMap((one) => (one.status === "fulfilled" ? [[one.value.ref, one.value] as const] : [])),
      );
    },
    { keep: true },
  );
  useEffect(() => {
    loadIssueTypes().catch(() => {});
  }, [language.value]);
  useEffect(() => {
    const ends = asked.map((one) => watch([`report:${one.ref}`], stands.again, { token: one.track_token }));
    return () => {
      for (const end of ends) end();
    };
  }, [key, stands.again]);

  const waiting = entries.value.filter((entry) => entry.kind === "report");
  const now = stands.data.value;
  const isOpen = (one: Kept) => now?.get(one.ref)?.is_open ?? true;
  const open = kept.filter(isOpen);
  const ended = kept.filter((one) => !isOpen(one));
  const listed = shown.value === "open" ? open : ended;
  return (
    <main class="mine">
      <div class="mine-body">
        <h1 class="mine-title" tabIndex={-1}>
          {t("mine.title")}
        </h1>
        {kept.length + waiting.length > 0 && (
          <Segmented
            legend={t("mine.which")}
            name="which"
            value={shown.value}
            onChange={(next) => {
              shown.value = next;
            }}
            options={[
              { value: "open", label: t("mine.open", { n: open.length + waiting.length }) },
              { value: "ended", label: t("mine.ended", { n: ended.length }) },
            ]}
          />
        )}
        {shown.value === "open" && waiting.map((entry) => <WaitingCard key={entry.id} report={entry} />)}
        {listed.map((one) => (
          <MineCard key={one.id} kept={one} report={now?.get(one.ref) ?? null} />
        ))}
        {kept.length > 1 && <RemoveFromPhone reports={kept} label={t("mine.forget_all")} />}
        {listed.length === 0 && !(shown.value === "open" && waiting.length > 0) && (
          <Card padded={false}>
            <EmptyState title={t("mine.nothing")}>{t("mine.nothing_why")}</EmptyState>
          </Card>
        )}
      </div>
      <div class="mine-foot">
        <div class="mine-report">
          <LinkButton href="/report" icon="camera" size="large">
            {t("nearby.report")}
          </LinkButton>
        </div>
        <ResidentTabs current="/mine" />
      </div>
    </main>
  );
}

function look(one: Kept): Promise<Report> {
  rememberToken(one.ref, one.track_token);
  return ask(api.GET("/api/v1/reports/{ref}", { params: { path: { ref: one.ref } } }));
}

function MineCard({ kept, report }: { kept: Kept; report: Report | null }) {
  const photos = entries.value.filter((entry) => entry.kind === "photo" && entry.after === kept.id);
  const refused = photos.filter((entry) => entry.state === "refused");
  const waiting = photos.length - refused.length;
  const photo = kept.isPrivate
    ? undefined
    : report?.photos.find((one) => one.state === "ready" && !one.hidden);
  const aim = kept.aim_at && t("mine.aim", { day: shortDay(kept.aim_at) });
  const date = kept.made_at && shortDay(kept.made_at);
  return (
    <Card>
      <a class="mine-card" href={`/r/${kept.ref}`}>
        <span class="thumb">
          {photo ? (
            <ReportPhoto
              id={photo.id}
              edge={320}
              alt=""
              token={report?.shown === "all" ? null : kept.track_token}
            />
          ) : (
            <Icon name={kept.isPrivate ? "lock" : iconOf(kept.issue_type ?? "")} size={32} />
          )}
        </span>
        <span class="mine-words">
          {kept.isPrivate ? (
            <>
              <span class="mine-name">
                <bdi>{kept.ref}</bdi>
              </span>
              {hasNews(kept, report) && <Tag shape="new">{t("mine.news")}</Tag>}
              <span class="muted small">{t("mine.private")}</span>
            </>
          ) : (
            <>
              <span class="mine-name">{report?.title ?? kept.title ?? kept.ref}</span>
              {report && <Tag shape={shapeOf(report)}>{standing(report)}</Tag>}
              <span class="muted small">
                <bdi>{kept.ref}</bdi>
                {[aim || date].filter(Boolean).map((words) => ` · ${words}`)}
              </span>
            </>
          )}
        </span>
        <Icon name="chevron-right" size={22} flips />
      </a>
      {waiting > 0 && <p class="mine-how muted small">{tn("mine.photos_follow", waiting)}</p>}
      {refused.map((photo) => (
        <Banner kind="danger" title={t("report.photo_not_opened")} key={photo.id}>
          <p>{whyRefused(photo.problem)}</p>
          <Button kind="link" onClick={() => void remove(photo.id)}>
            {t("mine.remove_photo")}
          </Button>
        </Banner>
      ))}
      {kept.isPrivate && <RemoveFromPhone reports={[kept]} label={t("mine.forget")} />}
    </Card>
  );
}
