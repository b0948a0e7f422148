import { t, tn } from "../app/language";
import { DidNotLoad } from "../ui/DidNotLoad";
import { EmptyState } from "../ui/EmptyState";
import { GoRow } from "../ui/GoRow";
import { Skeleton } from "../ui/Skeleton";
import { loadWards, wards, wardsProblem } from "./ward";

/** Every ward, with how much is open in each. */
export function WardList() {
  const all = wards.value;
  if (all === null) {
    if (wardsProblem.value)
      return <DidNotLoad words={wardsProblem.value.detail || undefined} onRetry={() => void loadWards()} />;
    return <Skeleton rows={6} />;
  }
  if (all.length === 0) return <EmptyState title={t("ward.none")}>{t("ward.none_what")}</EmptyState>;
  return (
    <ul class="ward-list">
      {all.map((one) => (
        <li key={one.key}>
          <GoRow href={`/ward/${one.key}`} title={one.name} hint={tn("ward.open_n", one.open)} icon="map" />
        </li>
      ))}
    </ul>
  );
}
