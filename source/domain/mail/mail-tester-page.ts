/** The page where mail-tester.com shows what it thinks of a message sent to this address; null for any other address. */
export const mailTesterPage = (address: string): string | null => {
  const parts = /^(?<name>[\w.-]+)@(?:[\w-]+\.)*mail-tester\.com$/i.exec(address)?.groups;
  return parts?.['name'] === undefined ? null : `https://www.mail-tester.com/${parts['name']}`;
};
