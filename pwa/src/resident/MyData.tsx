import "./MyData.css";
import { useSignal } from "@preact/signals";
import { language, t } from "../app/language";
import { back, query } from "../app/router";
import type { Mine } from "../offline/entry";
import { mine } from "../offline/outbox";
import { Banner } from "../ui/Banner";
import { Card } from "../ui/Card";
import { TopBar } from "../ui/TopBar";
import { CopyAndErase } from "./CopyAndErase";
import { MyDataByEmail } from "./MyDataByEmail";
import { copyOne, eraseOne } from "./myData";

/** What we hold about whoever asks: see it, take a copy, have it erased. */
export default function MyData() {
  const done = useSignal<string | null>(null);
  const asked = query.value.get("ref");
  const own = [...mine.value].sort((one, other) => Number(other.ref === asked) - Number(one.ref === asked));
  return (
    <main class="my-data">
      <TopBar title={t("mydata.title")} isHeading onBack={() => back("/settings")} />
      <div class="my-data-body">
        <p>{t("mydata.what")}</p>
        <p>
          <a class="link" href={`/privacy?language=${language.value}`}>
            {t("mydata.notice")}
          </a>
        </p>
        {done.value && (
          <Banner kind="info" title={t("mydata.erased")} urgent>
            {done.value}
          </Banner>
        )}
        <section aria-labelledby="my-data-here">
          <h2 id="my-data-here">{t("mydata.here")}</h2>
          {own.length === 0 && <p class="muted">{t("mydata.none_here")}</p>}
          {own.map((report) => (
            <One
              key={report.id}
              report={report}
              onDone={(words) => {
                done.value = words;
              }}
            />
          ))}
        </section>
        <section aria-labelledby="my-data-email">
          <h2 id="my-data-email">{t("mydata.by_email")}</h2>
          <MyDataByEmail />
        </section>
        <p class="muted small">{t("mydata.otherwise")}</p>
      </div>
    </main>
  );
}

function One({ report, onDone }: { report: Mine; onDone: (words: string) => void }) {
  return (
    <Card>
      <div class="stack">
        <p class="strong">
          {!report.isPrivate && report.title ? `${report.title} · ` : ""}
          <bdi>{report.ref}</bdi>
        </p>
        <CopyAndErase
          about={report.ref}
          onCopy={() => copyOne(report)}
          onErase={() => eraseOne(report)}
          onDone={onDone}
        />
      </div>
    </Card>
  );
}
