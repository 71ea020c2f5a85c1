import { parseFilter } from '../../../domain/mail/filter-language.ts';
import type { MailServer } from '../../../domain/odoo/mail-server.ts';
import { editField, fieldWith, insertText } from '../../components/text-field-state.ts';
import type { KeyBinding } from '../../keys/binding.ts';
import { bindKeys, type KeyLayer } from '../../keys/layer.ts';
import type { Store } from '../../store.ts';
import type { ListFollower } from './list/follow.ts';
import type { RetrySource } from './source.ts';
import type { RetryAction, RetryState } from './state.ts';

export interface FilterBox {
  open(): void;
  /** Takes a filter as it would be written; an open box stays open where it is not understood. */
  apply(text: string): void;
  /** Reads what `server:` may name. */
  learnServers(): void;
  layer(): KeyLayer;
}

interface FilterBoxOptions {
  readonly store: Store<RetryState, RetryAction>;
  readonly source: RetrySource;
  readonly follower: ListFollower;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

export const createFilterBox = ({ store, source, follower, now, signal }: FilterBoxOptions): FilterBox => {
  let servers: readonly MailServer[] = [];
  const read = (text: string) => parseFilter(text, { now: now(), servers });
  const edit = (field: NonNullable<RetryState['box']>['field']): void => {
    const parsed = read(field.value);
    store.dispatch({ kind: 'box-edited', field, ...(parsed.kind === 'wrong' ? { wrong: parsed.sentence } : {}) });
  };
  const apply = (text: string): void => {
    const parsed = read(text);
    if (parsed.kind === 'wrong') {
      store.dispatch({ kind: 'box-edited', field: { value: text, cursor: parsed.at }, wrong: parsed.sentence });
      return;
    }
    store.dispatch({ kind: 'filtered', text: text.trim(), filter: parsed.filter });
    follower.readAgain();
  };
  const keys: readonly KeyBinding<undefined>[] = [
    {
      keys: ['enter'],
      shown: 'Enter',
      footer: { shown: 'Enter', label: 'filter' },
      help: 'filter',
      run: () => apply(store.read().box?.field.value ?? ''),
    },
    {
      keys: ['esc'],
      shown: 'Esc',
      footer: { shown: 'Esc', label: 'leave it' },
      help: 'close',
      run: () => store.dispatch({ kind: 'box-closed' }),
    },
  ];
  const bound = bindKeys(keys, undefined);
  return {
    open: () => store.dispatch({ kind: 'box-edited', field: fieldWith(store.read().filterText) }),
    apply,
    learnServers() {
      source.servers({ signal }).then(
        (found) => {
          servers = found;
        },
        // Without them `server:` takes no name; the list itself says when the database is away.
        () => undefined,
      );
    },
    layer: () => ({
      keys: bound,
      isModal: true,
      type(key) {
        const { box } = store.read();
        const edited = box === undefined ? undefined : editField(box.field, key);
        if (edited !== undefined) edit(edited);
        return true;
      },
      paste(text) {
        const { box } = store.read();
        if (box !== undefined) edit(insertText(box.field, text));
      },
    }),
  };
};
