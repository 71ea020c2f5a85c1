import { ProbeError } from '../../domain/errors.ts';
import type { CheckContext } from '../context.ts';

/** A measurement that a check can do without; undefined where the world did not let us make it. */
export const ifPossible = async <Value>(
  { signal }: Pick<CheckContext, 'signal'>,
  measure: Promise<Value>,
): Promise<Value | undefined> => {
  try {
    return await measure;
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ProbeError) return undefined;
    throw error;
  }
};
