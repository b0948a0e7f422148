import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB, type StoreNames } from "idb";
import type { Entry, KeptPhoto, Mine } from "./entry";

export interface Tables extends DBSchema {
  /** What is to be sent, in order of making. */
  entries: { key: number; value: Entry; indexes: { id: string } };
  /** The bytes of photos, apart from their entries so that a list of entries stays small. */
  bytes: { key: string; value: { id: string; blob: Blob } };
  /** Reports that were sent from here. */
  mine: { key: string; value: Mine };
  /** The report in the making: one row, with its photos in order. */
  draft: { key: string; value: { id: typeof THE_DRAFT; told: unknown; photos: string[] } };
  draft_photos: { key: string; value: KeptPhoto };
}

/** The key of the one row in `draft`. */
export const THE_DRAFT = "report";

export type Database = IDBPDatabase<Tables>;
type Upgrade = (
  db: Database,
  tx: IDBPTransaction<Tables, StoreNames<Tables>[], "versionchange">,
) => void | Promise<void>;

/** One step per version of the database; never changed once released, only added to. */
export const UPGRADES: readonly Upgrade[] = [
  (db) => {
    const entries = db.createObjectStore("entries", { keyPath: "seq", autoIncrement: true });
    entries.createIndex("id", "id", { unique: true });
    db.createObjectStore("bytes", { keyPath: "id" });
    db.createObjectStore("mine", { keyPath: "id" });
  },
  (db) => {
    db.createObjectStore("draft", { keyPath: "id" });
    db.createObjectStore("draft_photos", { keyPath: "id" });
  },
];

/**
 * Open the phone's database, taking an older one through each step that it has not had yet.
 *
 * onClosed  called when it was closed from outside: open it anew before the next use.
 */
export function openDatabase({
  upgrades = UPGRADES,
  onClosed = () => {},
}: {
  upgrades?: readonly Upgrade[];
  onClosed?: () => void;
} = {}): Promise<Database> {
  return openDB<Tables>("doorstep", upgrades.length, {
    async upgrade(db, from, _to, tx) {
      for (const step of upgrades.slice(from)) await step(db, tx);
    },
    // A newer page wants to upgrade: let go at once, or it would wait for this one to be closed.
    blocking(_current, _wanted, event) {
      (event.target as IDBDatabase).close();
      onClosed();
    },
    terminated: onClosed,
  });
}
