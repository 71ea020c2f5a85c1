import type { Screen } from '../../support/open-screen.tsx';
import { createPicture } from '../../support/picture.ts';
import { ago, consoleScene, type Scene, sceneNow } from './scene.ts';
import { healthyQueue, sendingQueue, sickQueue, snapshot } from './sick-queue.ts';
import { createWizardSource } from './sick-wizard.ts';

const tellAll = (screen: Screen, events: typeof sickQueue): void => {
  for (const event of events) screen.tell(event);
};

export const queueScenes: readonly Scene[] = [
  consoleScene(
    'queue-connecting',
    () => ({}),
    (screen) => screen.waitFor('connecting'),
  ),
  consoleScene(
    'queue-counting',
    () => ({}),
    async (screen) => {
      screen.tell(snapshot(createPicture({ outgoing: 812, complete: false })));
      await screen.waitFor(/[≥>] 812/);
    },
  ),
  consoleScene(
    'queue-first-look',
    () => ({}),
    async (screen) => {
      tellAll(screen, sickQueue);
      await screen.waitFor('password refused');
    },
  ),
  consoleScene(
    'queue-diagnosed',
    () => ({ wizard: createWizardSource() }),
    async (screen) => {
      tellAll(screen, sickQueue);
      await screen.waitFor('F  1 ');
    },
  ),
  consoleScene(
    'queue-sending',
    () => ({}),
    async (screen) => {
      tellAll(screen, sendingQueue);
      await screen.waitFor('sending since');
    },
  ),
  consoleScene(
    'queue-healthy',
    () => ({}),
    async (screen) => {
      tellAll(screen, healthyQueue);
      await screen.waitFor('Mail is going out.');
    },
  ),
  consoleScene(
    'queue-paused',
    () => ({}),
    async (screen) => {
      tellAll(screen, sickQueue);
      screen.type('p');
      await screen.waitFor('paused');
    },
  ),
  consoleScene(
    'queue-lost',
    () => ({}),
    async (screen) => {
      tellAll(screen, sickQueue);
      const reason = 'PostgreSQL at db.internal, port 5432 does not answer any more.';
      screen.tell({
        kind: 'queue',
        event: { kind: 'lost', reason, lookedAt: sceneNow, since: ago(60_000), attempts: 1, loss: 'unreachable' },
      });
      await screen.waitFor('no connection');
    },
  ),
  consoleScene(
    'queue-locked',
    () => ({}),
    async (screen) => {
      tellAll(screen, sickQueue);
      const reason = 'The queue cannot be read: mail_mail is locked by process 4711 (psql).';
      screen.tell({
        kind: 'queue',
        event: { kind: 'lost', reason, lookedAt: sceneNow, since: ago(60_000), attempts: 1, loss: 'locked' },
      });
      await screen.waitFor('table locked');
    },
  ),
  consoleScene(
    'queue-read-only-copy',
    () => ({ target: { readOnly: true, neutralized: true, ground: ['standby', 'through a pooler in session mode'] } }),
    async (screen) => {
      tellAll(screen, sickQueue);
      await screen.waitFor('READ-ONLY');
    },
  ),
];
