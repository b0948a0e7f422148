import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { entries, refresh, remove } from "../offline/outbox";

vi.hoisted(() => {
  const bodies = [
    { key: "exampleton", name: "Exampleton", kind: "district", is_ours: true },
    { key: "exampleshire", name: "Exampleshire", kind: "county", is_ours: false },
  ];
  globalThis.fetch = async () => Response.json(bodies);
});

import {
  beginFinding,
  choose,
  dropPhoto,
  finding,
  finishJob,
  loadOwners,
  missing,
  nameOwner,
  owners,
  say,
  takePhoto,
} from "./finding";

const shot = new Blob(["jpeg"], { type: "image/jpeg" });

beforeEach(async () => {
  await refresh();
  for (const entry of entries.value) await remove(entry.id);
  beginFinding(0);
  beginFinding(7);
});

describe("saying how a job went", () => {
  it("asks for a photo where it is cleared, and for whose it is where it is not ours", () => {
    expect(missing.value).toBe("outcome");
    choose("CLR");
    expect(missing.value).toBe("photo");
    takePhoto(shot);
    expect(missing.value).toBeNull();
    choose("OWN");
    expect(missing.value).toBe("owner");
    nameOwner("exampleshire");
    expect(missing.value).toBeNull();
    choose("NFA");
    expect(missing.value).toBeNull();
  });

  it("takes a photo for proof that it is cleared, until something else is said", () => {
    takePhoto(shot);
    expect(finding.value.outcome).toBe("CLR");
    choose("ACC");
    takePhoto(shot);
    expect(finding.value.outcome).toBe("ACC");
    dropPhoto();
    expect(finding.value.photo).toBeNull();
  });

  it("keeps what was filled in until another job is begun", () => {
    say("Behind the gate");
    beginFinding(7);
    expect(finding.value.note).toBe("Behind the gate");
    beginFinding(8);
    expect(finding.value.note).toBe("");
  });

  it("goes to the outbox with its photo, and names it", async () => {
    takePhoto(shot);
    say("All of it");
    await finishJob();
    const [outcome, photo] = entries.value;
    expect(outcome).toMatchObject({
      kind: "outcome",
      body: { job: 7, found: { outcome: "CLR", note: "All of it", photo_id: photo?.id } },
    });
    expect(photo).toMatchObject({ kind: "photo", after: null });
    expect(finding.value.outcome).toBeNull();
  });

  it("names every body but our own to choose from", async () => {
    await loadOwners();
    expect(owners.value?.map((body) => body.key)).toEqual(["exampleshire"]);
  });

  it("does not go while something is missing", async () => {
    choose("CLR");
    await finishJob();
    expect(entries.value).toEqual([]);
  });
});
