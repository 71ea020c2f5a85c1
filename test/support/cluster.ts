import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { inject } from 'vitest';
import type { ClusterAddress } from '../../source/demo/database/databases.ts';

let known: Promise<ClusterAddress> | undefined;

/** The run's one PostgreSQL, started for whoever asks first: a run of tests that need none waits for none. */
export const runCluster = (): Promise<ClusterAddress> => {
  known ??= askForCluster();
  return known;
};

const askForCluster = async (): Promise<ClusterAddress> => {
  const answer: { readonly address?: ClusterAddress; readonly failure?: string } = JSON.parse(
    await text(connect(inject('clusterStarter'), '127.0.0.1')),
  );
  if (answer.address === undefined) throw new Error(`PostgreSQL did not start: ${answer.failure}`);
  return answer.address;
};
