import "./Promised.css";
import type { IssueType } from "../api/shapes";
import { t } from "../app/language";
import { Banner } from "../ui/Banner";

/** Said before anything private is asked: who reads it, when it may go further, what happens then. */
export function Promised({ kind }: { kind: IssueType | undefined }) {
  const promise = kind?.promise;
  return (
    <Banner kind="private" title={t("report.always_private")}>
      {promise ? (
        <dl class="promised">
          {(["read_by", "shared", "next"] as const).map((part) => (
            <div key={part}>
              <dt>{t(`report.promise_${part}`)}</dt>
              <dd>{promise[part]}</dd>
            </div>
          ))}
        </dl>
      ) : (
        t("report.always_private_what")
      )}
    </Banner>
  );
}
