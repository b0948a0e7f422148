import { api, ask } from "../../api/client";
import { Button } from "../../ui/Button";
import { toast } from "../../ui/Toast";
import { dayAndTime } from "../dates";
import { t } from "../language";
import { SecurityCard, useDoing } from "./card";

interface OneSession {
  id: number;
  device: string;
  begun_at: string;
  used_at: string;
  is_this: boolean;
}

/** Where somebody is signed in: which device and since when; no address, no place. */
export function SessionsCard(props: { sessions: readonly OneSession[]; onChanged: () => void }) {
  const { problem, run } = useDoing();
  const end = (id: number) =>
    run(async () => {
      const params = { path: { session_id: id } };
      await ask(api.DELETE("/api/v1/security/sessions/{session_id}", { params }));
      toast(t("security.session_ended"));
      props.onChanged();
    });
  const endOthers = () =>
    run(async () => {
      await ask(api.DELETE("/api/v1/security/sessions"));
      toast(t("security.sessions_ended"));
      props.onChanged();
    });
  return (
    <SecurityCard title={t("security.sessions")} lead={t("security.sessions_what")} problem={problem.value}>
      <ul class="security-list">
        {props.sessions.map((one) => (
          <li key={one.id}>
            <div>
              <p class="security-name">{one.device || t("security.session_unknown")}</p>
              <p class="muted small">
                {one.is_this
                  ? t("security.session_this", { at: dayAndTime(one.begun_at) })
                  : t("security.session_other", {
                      at: dayAndTime(one.begun_at),
                      used: dayAndTime(one.used_at),
                    })}
              </p>
            </div>
            {!one.is_this && (
              <Button
                kind="quiet"
                size="small"
                label={t("security.session_end_this", { device: one.device })}
                onClick={() => void end(one.id)}
              >
                {t("security.session_end")}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {props.sessions.length > 1 && (
        <Button kind="second" onClick={() => void endOthers()}>
          {t("security.sessions_end")}
        </Button>
      )}
    </SecurityCard>
  );
}
