import { describe, expect, test } from 'vitest';
import type { SelectedMail } from '../../../source/domain/mail/selected-mail.ts';
import { MailCollector, SelectedMails } from '../../../source/domain/mail/selected-mails.ts';

const failed = (id: number): SelectedMail => ({ id, state: 'exception', class: 'auth.bad_credentials' });
const waiting = (id: number): SelectedMail => ({ id, state: 'outgoing', class: null });
const mails = [failed(7), waiting(3), failed(9), waiting(1)];

describe('mails kept as columns', () => {
  test('come out as they went in, in their order', () => {
    expect([...SelectedMails.of(mails)]).toEqual(mails);
    expect(SelectedMails.of(mails).ids).toEqual([7, 3, 9, 1]);
  });

  test.each([7, 3, 9, 1])('are found by id, whatever their order: %i', (id) => {
    expect(SelectedMails.of(mails).get(id)).toEqual(mails.find((mail) => mail.id === id));
  });

  test.each([0, 2, 8, 10])('an id that is not among them is not found: %i', (id) => {
    expect(SelectedMails.of(mails).has(id)).toBe(false);
    expect(SelectedMails.of(mails).get(id)).toBeUndefined();
  });

  test('are counted and picked by what they share', () => {
    const all = SelectedMails.of(mails);
    const isFailed = ({ state }: { readonly state: string }): boolean => state === 'exception';
    expect(all.count(isFailed)).toBe(2);
    expect(all.ofKind(isFailed).ids).toEqual([7, 9]);
    expect(all.ofKind(() => true)).toBe(all);
  });

  test('the first of them are as many as are asked for, or all', () => {
    expect(SelectedMails.of(mails).first(2).ids).toEqual([7, 3]);
    expect(SelectedMails.of(mails).first(9).ids).toHaveLength(4);
  });

  test('none are none', () => {
    expect(SelectedMails.none.has(0)).toBe(false);
    expect([...SelectedMails.none]).toEqual([]);
  });
});

test('mails are put into their places in whatever order they come', () => {
  const collector = new MailCollector();
  for (let place = 999; place >= 0; place--) collector.put(place, place + 1, place % 2 === 0 ? failed(0) : waiting(0));
  const collected = collector.collected();
  expect(collected.length).toBe(1_000);
  expect(collected.ids.every((id, place) => id === place + 1)).toBe(true);
  expect(collected.kindAt(998).state).toBe('exception');
  expect(collected.kindAt(999).state).toBe('outgoing');
});
