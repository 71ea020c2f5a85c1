import type { Status } from '../../../domain/finding/status.ts';
import { countOf } from '../../../domain/wording/count.ts';
import type { SearchState } from './state.ts';

/** Of a mail that is gone only its message has a name. */
export const storyTitle = (name: string): string => `The story of mail ${name.replace('message:', 'of message ')}`;

/** What came of the search, or what is done. */
export const searchHeadline = ({
  open,
  isTyping,
  isSearching,
  found,
  trouble,
}: SearchState): { readonly status?: Status; readonly text: string } => {
  if (open !== undefined) {
    if (open.trouble !== undefined) return { status: 'unknown', text: open.trouble };
    return { text: open.story === undefined ? 'Its server, its addresses and its DNS are being asked …' : '' };
  }
  if (isTyping) return { text: 'An id, an address, a name, a document number, or words of the subject.' };
  if (isSearching) return { text: 'Searching …' };
  if (trouble !== undefined) return { status: 'unknown', text: trouble };
  if (found === undefined) return { text: '' };
  return { text: `${countOf(found.mails.length, 'mail')}${found.page.next === null ? '' : ' until now'}` };
};
