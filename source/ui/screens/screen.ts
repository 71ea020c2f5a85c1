import type { ReactNode } from 'react';
import type { NextStep } from '../../domain/finding/next-step.ts';
import type { ConsoleSource, LiveSource } from '../console-source.ts';
import type { BoundKey, KeyLayer } from '../keys/layer.ts';
import type { Speech } from '../speech/speech.ts';
import type { Store } from '../store.ts';
import type { Theme } from '../theme/theme.ts';
import type { TypeAhead } from '../type-ahead/type-ahead.ts';
import type { QueueScreenAction, QueueScreenState } from './queue/state.ts';

export type ScreenId = 'queue' | 'wizard' | 'retry' | 'prevention' | 'history' | 'search' | 'activity';

/** Where to go, and what to show there. */
export type Destination =
  | { readonly screen: 'queue' | 'prevention' | 'history' | 'activity' }
  /** With the step of the treatment that is to be begun; without one the wizard is as it was left. */
  | { readonly screen: 'wizard'; readonly begin?: NextStep }
  /** With the mail whose story is wanted; without one the box asks what to find. */
  | { readonly screen: 'search'; readonly explain?: string }
  /** With a filter in the words of the filter box; without one the screen is as it was left. `begin`: all that it means. */
  | { readonly screen: 'retry'; readonly filter?: string; readonly begin?: 'retry' };

/** What a screen can do beyond itself. */
export interface ScreenWorld {
  readonly source: ConsoleSource;
  /** The live queue: what the header and every screen know of it. */
  readonly queue: Store<QueueScreenState, QueueScreenAction>;
  readonly now: () => Date;
  /** What is typed for questions that do not stand yet, on whatever screen. */
  readonly typeAhead: TypeAhead;
  /** A line that goes away by itself. */
  say(message: string): void;
  goTo(destination: Destination): void;
  /** Hands the terminal a sequence that is not part of the picture: OSC 52. */
  writeTerminal(sequence: string): void;
}

/** The same before the parts of the world that single screens need are there. */
export interface EarlyWorld extends Omit<ScreenWorld, 'source'> {
  readonly source: LiveSource;
}

export interface ScreenSize {
  readonly columns: number;
  readonly rows: number;
}

/** A screen while the console is open; its state outlives looking at another one. */
export interface OpenScreen {
  /** Loads what it needs, if it does so later than the console. */
  prepare?(): void;
  /** Whether what was wanted is still to come, or did not come; undefined once it is there, and before it is wanted. */
  opening?(): 'loading' | 'failed' | undefined;
  /** Begins to listen to the source; returns how to stop. */
  start(): () => void;
  /** Called whenever layers, footer, pause or view may have changed. */
  subscribe(listener: () => void): () => void;
  /** Something that is another object after every change. */
  read(): unknown;
  /** What keys do now, the topmost first. */
  layers(): readonly KeyLayer[];
  /** How many changes wait while the list keeps still; undefined when it does not. */
  pausedChanges(): number | undefined;
  /** Somebody came here with a wish. */
  visit?(destination: Destination): void;
  /** How large it is drawn, so that keys know how far a page is. */
  resize?(size: ScreenSize): void;
  /** Whether no line that it draws now is longer than the window. */
  fitsWidth?(): boolean;
  /**
   * What it draws of the time, ages as a rule, in as few words as tell it: it is drawn anew where they change. Undefined
   * while every second may show something else.
   */
  shownTimes(now: Date): string | undefined;
  /** All that it draws, and what keys do, as text: where it is the same nothing is drawn anew, whatever was told. */
  shown?(frame: ScreenSize & { readonly now: Date; readonly theme: Theme }): string;
  /** All that it says to somebody who hears it, whatever it draws. */
  speak(now: Date): Speech;
  /** Drawn anew whenever it told so, and when what it shows of the time changed, unless it says that it shows the same. */
  draw(frame: ScreenSize & { readonly now: Date }): ReactNode;
}

/** One entry in the list of screens. */
export interface ScreenDefinition {
  readonly id: ScreenId;
  /** `1` … `4`, or a letter. */
  readonly key: string;
  readonly title: string;
  open(world: EarlyWorld): OpenScreen;
  /** The keys that help lists. */
  readonly help: readonly Pick<BoundKey, 'shown' | 'help'>[];
}
