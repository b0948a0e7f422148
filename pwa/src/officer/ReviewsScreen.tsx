import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { Review } from "../api/shapes";
import { day } from "../app/dates";
import { language, t, tn } from "../app/language";
import { Button } from "../ui/Button";
import { Card } from "../ui/Card";
import { Select, TextArea } from "../ui/Field";
import { useAttempt } from "./attempt";
import { OfficerFrame } from "./OfficerFrame";

/** Private reports whose keeping time is over: each is let go, or kept longer with a reason. */
export function ReviewsScreen() {
  const read = useResource(language.value, () => ask(api.GET("/api/v1/reviews")));
  const found = read.data.value;
  return (
    <OfficerFrame
      current="/reviews"
      title={t("officer.reviews")}
      problem={read.problem.value}
      onRetry={read.again}
      ready={found !== null}
    >
      <p>{t("officer.reviews_what")}</p>
      <p class="strong" role="status">
        {found && found.count > 0 ? tn("officer.reviews_count", found.count) : t("officer.reviews_none")}
      </p>
      {found?.items.map((review) => (
        <One key={review.id} review={review} onDone={read.again} />
      ))}
    </OfficerFrame>
  );
}

function One({ review, onDone }: { review: Review; onDone: () => void }) {
  const reason = useSignal("");
  const years = useSignal("1");
  const { busy, problem, attempt } = useAttempt();
  const decide = (decision: "keep" | "anonymise") =>
    attempt(async () => {
      const body = {
        decision,
        years: decision === "keep" ? Number(years.value) : null,
        reason: reason.value,
      };
      await ask(
        api.POST("/api/v1/reviews/{review_id}", { params: { path: { review_id: review.id } }, body }),
      );
      onDone();
    });
  return (
    <Card>
      <div class="stack">
        <h2>
          <bdi>{review.ref}</bdi> · {review.issue_type}
        </h2>
        <p class="muted small">
          {review.department}
          {review.ended_on && ` · ${t("officer.ended_on", { day: day(review.ended_on) })}`}
        </p>
        <TextArea
          label={t("officer.reason")}
          hint={t("officer.review_reason_hint")}
          rows={2}
          maxLength={500}
          value={reason.value}
          error={problem.value?.words}
          onInput={(value) => {
            reason.value = value;
          }}
        />
        <div class="officer-acts">
          <Button
            kind="danger"
            size="small"
            busy={busy.value ? t("officer.busy") : null}
            onClick={() => void decide("anonymise")}
          >
            {t("officer.anonymise")}
          </Button>
          <Select
            inline
            label={t("officer.years")}
            value={years.value}
            options={["1", "2", "3", "4", "5", "6"].map((one) => ({ value: one, label: one }))}
            onChange={(value) => {
              years.value = value;
            }}
          />
          <Button kind="second" size="small" onClick={() => void decide("keep")}>
            {t("officer.keep_longer")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
