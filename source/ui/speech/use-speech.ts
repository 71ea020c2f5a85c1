import { useEffect } from 'react';
import { useSpeaker } from './speaker-context.ts';
import type { Speech } from './speech.ts';

/** Says after each change what is new; nothing where screens are drawn, and `compose` is not called there. */
export const useSpeech = (compose: () => Speech, at: () => Date): void => {
  const speaker = useSpeaker();
  useEffect(() => speaker?.say(compose(), at()));
};
