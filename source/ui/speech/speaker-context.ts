import { createContext, useContext } from 'react';
import type { Speaker } from './speaker.ts';

/** Undefined where screens are drawn. */
export const SpeakerContext = createContext<Speaker | undefined>(undefined);

export const useSpeaker = (): Speaker | undefined => useContext(SpeakerContext);
