import { findProvider } from '../../domain/providers/find-provider.ts';
import { printStatement } from '../../domain/providers/provider.ts';

/** Providers write "None" where a machine is known by its address; behind the colon they say by what. */
const none = /^None\b:?\s?/;

/** What the provider behind a host wants as user and password; undefined for a provider that is not known. */
export const describeLoginDemands = (host: string): string | undefined => {
  const provider = findProvider({ host });
  if (provider === undefined) return undefined;
  const { name, userName, password } = provider;
  if (userName.text === 'None' || password.text === 'None' || (none.test(userName.text) && none.test(password.text))) {
    const why = [userName, password]
      .filter(({ text }) => text.replace(none, '') !== '')
      .map((statement) => printStatement({ ...statement, text: statement.text.replace(none, '') }));
    return why.length === 0 ? `${name} wants no login.` : `${name} wants no login: ${why.join('; ')}.`;
  }
  return `${name} wants, as user: ${printStatement(userName)}; as password: ${printStatement(password)}.`;
};
