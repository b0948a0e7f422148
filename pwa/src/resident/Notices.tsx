import "./NotifyMe.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { api, ask } from "../api/client";
import { Problem } from "../api/problem";
import type { Report } from "../api/shapes";
import { t } from "../app/language";
import { idOf } from "../offline/outbox";
import { pushEndpoint } from "../offline/push";
import { Banner } from "../ui/Banner";
import { Button } from "../ui/Button";
import { Icon } from "../ui/Icon";
import { toast } from "../ui/Toast";
import { rememberTold } from "./notices";

interface NoticesProps {
  report: Report;
  onChanged: () => void;
}

/** That this phone is told of the report, and the way to stop it. Nothing where it is not. */
export function Notices({ report, onChanged }: NoticesProps) {
  const isOn = report.mine?.gets_push ?? false;
  const endpoint = useSignal<string | null>(null);
  const isBusy = useSignal(false);
  const problem = useSignal<string | null>(null);

  useEffect(() => {
    if (!isOn) return;
    void pushEndpoint().then((known) => {
      endpoint.value = known;
    });
  }, [isOn, endpoint]);

  const phone = endpoint.value;
  if (!isOn || phone === null) return null;

  async function stop(of: string) {
    isBusy.value = true;
    problem.value = null;
    try {
      await ask(
        api.DELETE("/api/v1/reports/{ref}/follow", {
          params: { path: { ref: report.ref } },
          body: { endpoint: of },
        }),
      );
      rememberTold(idOf(report.ref), null);
      toast(t("track.notices_stopped"));
      onChanged();
    } catch (cause) {
      problem.value = (cause instanceof Problem && cause.detail) || t("track.no_signal");
    } finally {
      isBusy.value = false;
    }
  }

  return (
    <section class="stack">
      <p class="notify-on">
        <Icon name="bell" size={20} />
        {t("track.notices_on")}
      </p>
      {problem.value && (
        <Banner kind="danger" urgent>
          {problem.value}
        </Banner>
      )}
      <Button
        kind="link"
        busy={isBusy.value ? t("track.notices_stopping") : null}
        onClick={() => void stop(phone)}
      >
        {t(problem.value ? "ui.try_again" : "track.notices_stop")}
      </Button>
    </section>
  );
}
