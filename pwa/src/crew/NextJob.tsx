import { photoUrl } from "../api/photos";
import { mapsLink, whatOf } from "../app/jobs";
import { t } from "../app/language";
import { navigate } from "../app/router";
import { Button, LinkButton } from "../ui/Button";
import { toast } from "../ui/Toast";
import { AimTag } from "./AimTag";
import { Needs } from "./Needs";
import { Refused } from "./Refused";
import { type Stop, startJob } from "./round";

/** The next stop, large: where, by when, and the way there. */
export function NextJob({ stop }: { stop: Stop }) {
  const { line, number } = stop;
  return (
    <article class="card crew-next" aria-labelledby="crew-next-title">
      <div class="crew-next-head">
        <span class="crew-number crew-number--next" dir="ltr">
          {number}
        </span>
        <div class="crew-row-words">
          <h2 id="crew-next-title">
            <a href={`/crew/job/${line.id}`}>{whatOf(line)}</a>
          </h2>
          <p class="small muted">{[line.street, line.place_note].filter(Boolean).join(", ")}</p>
          <p class="crew-row-tags">
            <AimTag stop={stop} />
            {line.is_urgent && <span class="crew-urgent">{t("crew.urgent")}</span>}
          </p>
        </div>
        {line.photo && (
          <img class="crew-thumb" src={photoUrl(line.photo, 320)} alt="" width={84} height={72} />
        )}
      </div>
      <Needs needs={line.needs} />
      <Refused stop={stop} />
      <div class="pair crew-next-ways">
        <LinkButton href={mapsLink(line.point)} kind="second" size="large" icon="navigate">
          {t("crew.navigate")}
        </LinkButton>
        {stop.isStarted ? (
          <LinkButton href={`/crew/job/${line.id}/outcome`} size="large" icon="check">
            {t("crew.finish", { number })}
          </LinkButton>
        ) : (
          <Button size="large" icon="play" onClick={() => void begin(stop)}>
            {t("crew.start", { number })}
          </Button>
        )}
      </div>
    </article>
  );
}

/** Start the clock and show the job sheet; a phone that keeps nothing says so. */
export async function begin(stop: Stop): Promise<void> {
  try {
    await startJob(stop.line.id);
    navigate(`/crew/job/${stop.line.id}`);
  } catch {
    toast(t("crew.not_kept"));
  }
}
