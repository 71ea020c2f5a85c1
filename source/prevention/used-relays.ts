import { measureRelays, type Relay } from '../checks/measure/relays.ts';
import { shared } from '../checks/measure/shared.ts';

/** The servers that mail leads through; where no sender is known yet, all that somebody set up. */
export const chooseUsed = <Known extends Pick<Relay, 'isChosen' | 'isLastResort'>>(
  relays: readonly Known[],
): readonly Known[] => {
  const setUp = relays.filter(({ isLastResort }) => !isLastResort);
  const chosen = setUp.filter(({ isChosen }) => isChosen);
  return chosen.length > 0 ? chosen : setUp;
};

export const measureUsedRelays = shared(async (context) => chooseUsed(await measureRelays(context)));
