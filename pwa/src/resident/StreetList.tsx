import { useSignal } from "@preact/signals";
import { api, ask } from "../api/client";
import { useResource } from "../api/resource";
import type { Street } from "../api/shapes";
import { distance } from "../app/dates";
import { t } from "../app/language";
import { Card } from "../ui/Card";
import { DidNotLoad } from "../ui/DidNotLoad";
import { TextField } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { Skeleton } from "../ui/Skeleton";
import type { Place } from "./draft";

interface StreetListProps {
  /** Streets near here come first; without it only those that are looked for by name. */
  near: Place | null;
  /** Name of the street that is chosen now. */
  chosen: string;
  onChoose: (place: Place, street: string) => void;
  /** No list is left on the phone of the streets that were looked at. */
  keepsNothing?: boolean;
}

/** Streets near the place, or by the beginning of their name. */
export function StreetList({ near, chosen, onChoose, keepsNothing = false }: StreetListProps) {
  const words = useSignal("");
  const from = useSignal(near);
  const start = from.value ?? near;
  const q = words.value.trim();
  const streets = useResource(`${q}|${start?.lat},${start?.lon}`, async () => {
    const query = q || !start ? { q, limit: 12 } : { lat: start.lat, lon: start.lon, limit: 8 };
    const kept = keepsNothing ? ({ cache: "no-store" } as const) : {};
    return (await ask(api.GET("/api/v1/streets", { params: { query }, ...kept }))).items;
  });

  function choose(street: Street) {
    // The list stays as it is while somebody chooses from it.
    from.value = start;
    onChoose({ ...street.point, accuracy_m: null, source: "search" }, street.name);
  }

  return (
    <>
      <TextField
        label={t("report.street_name")}
        hint={near ? t("report.street_hint_near") : t("report.street_hint")}
        type="search"
        value={words.value}
        autocomplete="off"
        onInput={(value) => {
          words.value = value;
        }}
      />
      {streets.data.value ? (
        <Card padded={false}>
          <fieldset>
            <legend class="visually-hidden">{t("report.street_list")}</legend>
            <div class="street-rows">
              {streets.data.value.map((street) => (
                <label class="street-row" key={street.id}>
                  <input
                    class="visually-hidden"
                    type="radio"
                    name="street"
                    checked={street.name === chosen}
                    onChange={() => choose(street)}
                  />
                  <span>{street.name}</span>
                  <span class="street-far">
                    {street.metres === null ? street.ward : distance(street.metres)}
                  </span>
                  <span class="street-mark" aria-hidden="true">
                    {street.name === chosen && <Icon name="check" size={16} />}
                  </span>
                </label>
              ))}
              {streets.data.value.length === 0 && <p class="street-row muted">{t("report.street_none")}</p>}
            </div>
          </fieldset>
        </Card>
      ) : streets.problem.value ? (
        <DidNotLoad words={streets.problem.value.detail || undefined} onRetry={streets.again} />
      ) : (
        <Skeleton rows={4} />
      )}
    </>
  );
}
