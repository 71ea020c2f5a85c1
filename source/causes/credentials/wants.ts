import { findProvider } from '../../domain/providers/find-provider.ts';
import { printStatement } from '../../domain/providers/provider.ts';

/** What the provider behind a host wants as user and password; undefined for a provider that is not known. */
export const describeWants = (host: string): string | undefined => {
  const provider = findProvider({ host });
  return provider === undefined
    ? undefined
    : `${provider.name} wants, as user: ${printStatement(provider.userName)}; as password: ${printStatement(provider.password)}.`;
};
