import type { OutstandingMail } from '../domain/outstanding-mail.ts';
import type { FailureGroup } from '../domain/queue.ts';

const variable = /<?[\w.+-]+@[\w.-]+>?|\[[\d.:a-f]+\]|\bhttps?:\/\/\S+|\b(?=\w*\d)[\w-]{8,}\b|\(_ssl\.c:\d+\)/gi;
const wrapper = /^Mail Delivery Failed\n[^\n]*\n/;

/** A failure text without what differs from mail to mail: addresses, ids, links. */
const storyOf = (reason: string): string =>
  reason
    .replace(wrapper, '')
    .replace(/b'([^']*)'/g, '$1')
    .replace(variable, '…')
    .replace(/\s+/g, ' ')
    .trim();

/** Failed mails folded by reason, most frequent first. Texts are remembered, so a refresh costs one look-up a mail. */
export class FailureGrouping {
  readonly #stories = new Map<string, string>();

  group(mails: Iterable<OutstandingMail>): FailureGroup[] {
    const groups = new Map<string, { mails: number; sample: string }>();
    for (const mail of mails) {
      if (mail.state !== 'exception') continue;
      const reason = mail.failureReason ?? 'no reason stored';
      let story = this.#stories.get(reason);
      if (story === undefined) {
        story = storyOf(reason);
        this.#stories.set(reason, story);
      }
      const group = groups.get(story);
      if (group === undefined) groups.set(story, { mails: 1, sample: reason });
      else group.mails += 1;
    }
    return [...groups]
      .map(([story, { mails: count, sample }]) => ({ key: story, label: story, mails: count, sample }))
      .sort((a, b) => b.mails - a.mails || a.key.localeCompare(b.key));
  }
}
