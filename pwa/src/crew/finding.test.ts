import { beforeEach, describe, expect, it, vi } from "vitest";
import { enqueueOutcome } from "../offline/crewWork";

vi.mock("../offline/crewWork", () => ({ enqueueOutcome: vi.fn(async () => {}) }));

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

beforeEach(() => {
  vi.mocked(enqueueOutcome).mockClear();
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

  it("is given to the outbox with its photo, and then begun anew", async () => {
    takePhoto(shot);
    say("All of it");
    await finishJob();
    const found = { outcome: "CLR", note: "All of it", owner_body: null, point: null };
    expect(enqueueOutcome).toHaveBeenCalledWith(7, found, shot, "en-GB");
    expect(finding.value.outcome).toBeNull();
  });

  it("is stamped with the phone's place where the phone may be asked already", async () => {
    const coords = { latitude: 53.42, longitude: -2.35 };
    vi.stubGlobal("navigator", {
      permissions: { query: async () => ({ state: "granted" }) },
      geolocation: { getCurrentPosition: (known: (at: object) => void) => known({ coords }) },
    });
    choose("NFA");
    await finishJob();
    vi.unstubAllGlobals();
    const found = { outcome: "NFA", note: "", owner_body: null, point: { lat: 53.42, lon: -2.35 } };
    expect(enqueueOutcome).toHaveBeenCalledWith(7, found, null, "en-GB");
  });

  it("names every body but our own to choose from", async () => {
    await loadOwners();
    expect(owners.value?.map((body) => body.key)).toEqual(["exampleshire"]);
  });

  it("is still there when the phone could not keep it", async () => {
    vi.mocked(enqueueOutcome).mockRejectedValueOnce(new Error("full"));
    choose("NFA");
    await expect(finishJob()).rejects.toThrow();
    expect(finding.value.outcome).toBe("NFA");
  });

  it("does not go while something is missing", async () => {
    choose("CLR");
    await finishJob();
    expect(enqueueOutcome).not.toHaveBeenCalled();
  });
});
