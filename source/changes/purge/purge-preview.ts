import type { Plan } from '../../domain/change/plan.ts';

/** A deletion, planned: what a person reads before saying yes, and exactly what is then done. */
export interface PurgePreview {
  /** Undefined when nothing is left to delete. */
  readonly plan: Plan | undefined;
  readonly asked: number;
  readonly ids: readonly number[];
  /** Neither failed nor cancelled, or gone: they stay. */
  readonly others: readonly number[];
  /** Mails that rows of another table hold on to. */
  readonly held: readonly { readonly table: string; readonly ids: readonly number[] }[];
  /** Mails that are left for another time, because an archive has to stay manageable. */
  readonly later: readonly number[];
  /** Messages that go with their mails; those of notifications are history and stay. */
  readonly messages: number;
  readonly files: PurgedFiles;
}

/** Attachments that go with the messages. */
export interface PurgedFiles {
  readonly count: number;
  /** As far as Odoo says, bytes. */
  readonly bytes: number;
  /** In Odoo's filestore, and we can read them. Below the filestore's folder. */
  readonly readable: readonly string[];
  /** In Odoo's filestore, and we cannot. */
  readonly unreadable: readonly string[];
}
