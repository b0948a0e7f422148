import { t } from "../app/language";
import { navigate } from "../app/router";
import { liveState } from "../live/watch";
import { online } from "../offline/start";
import { Select } from "../ui/Field";
import { Icon } from "../ui/Icon";
import { wards } from "./ward";

/** Which ward this is, the way to the others, and whether what is shown is live. */
export function WardTop({ slug, name }: { slug: string | null; name: string | null }) {
  const all = wards.value ?? [];
  const known = name ?? all.find((one) => one.key === slug)?.name;
  const isLive = liveState.value === "live" && online.value;
  return (
    <header class="ward-top">
      <h1 tabIndex={-1}>
        {slug ? (known ? t("ward.name", { name: known }) : t("ward.title")) : t("ward.all")}
      </h1>
      {slug && known && all.length > 1 && (
        <Select
          inline
          label={t("ward.other")}
          value={slug}
          options={all.map((one) => ({ value: one.key, label: one.name }))}
          onChange={(key) => navigate(`/ward/${key}`)}
        />
      )}
      <span class="ward-gap" />
      {slug && name && (
        <span class={isLive ? "ward-live" : "ward-live ward-live--away"} role="status">
          {online.value ? <i /> : <Icon name="offline" size={18} />}
          {t(online.value ? (isLive ? "ward.live" : "ward.connecting") : "ward.offline")}
        </span>
      )}
    </header>
  );
}
