import { fingerprintFailure } from './failure-fingerprint.ts';
import { readNamedWait } from './when-to-retry.ts';

/** What two failures that name no recipient have in common if they mean the same: their story, and the wait it names. */
export const storyOf = (failure: string): string => `${readNamedWait(failure)} ${fingerprintFailure(failure)}`;
