import { expect, test } from 'vitest';
import { applyPurge } from '../../../source/changes/purge/apply-purge.ts';
import { planPurge } from '../../../source/changes/purge/plan-purge.ts';
import { undoEntry } from '../../../source/changes/undo-entry.ts';
import { hasRealDatabase, loadRealDatabase, seriesUnderTest } from '../../support/postgres.ts';
import { readEverything } from '../../support/read-everything.ts';
import { openChanges } from '../open-changes.ts';

const signal = new AbortController().signal;
const options = { deadlineMs: 1_000 };

for (const series of seriesUnderTest) {
  test.runIf(hasRealDatabase(series))(
    `a real Odoo ${series}: every failed mail is deleted and comes back`,
    { meta: { needs: 'a dump of a real Odoo of that version' } },
    async () => {
      const database = await loadRealDatabase(series);
      const changes = await openChanges(database.dsn);
      const before = await readEverything(database);
      const mails = await database.query<{ id: number }>(
        "select id from mail_mail where state in ('exception', 'cancel')",
      );
      const ids = mails.map(({ id }) => id);
      expect(ids.length).toBeGreaterThan(0);

      const preview = await planPurge({ odoo: changes.odoo, filestore: undefined }, ids, { signal });
      const { plan } = preview;
      expect(preview.held).toEqual([]);
      if (plan === undefined) throw new Error('there is nothing to delete');
      expect(await applyPurge({ ...preview, plan }, undefined, changes, options)).toMatchObject({ kind: 'applied' });
      expect(await database.query("select from mail_mail where state in ('exception', 'cancel')")).toEqual([]);

      expect(await undoEntry(undefined, changes, options)).toMatchObject({ kind: 'undone' });
      expect(await readEverything(database)).toEqual(before);
    },
  );
}
