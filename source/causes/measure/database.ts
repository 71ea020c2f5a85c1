import { sharedRead } from './shared.ts';

/** The tables that several causes look at, each read once a run. */
export const readParameters = sharedRead((odoo, options) => odoo.parameters(options));
export const readMailServers = sharedRead((odoo, options) => odoo.mailServers(options));
export const readAliasDomains = sharedRead((odoo, options) => odoo.aliasDomains(options));
export const readCompanies = sharedRead((odoo, options) => odoo.companies(options));
export const readQueueCron = sharedRead((odoo, options) => odoo.queueCron(options));
export const readSessions = sharedRead((odoo, options) => odoo.sessions(options));
export const readFetchmailServers = sharedRead((odoo, options) => odoo.fetchmailServers(options));
export const readHomelessAliases = sharedRead((odoo, options) => odoo.homelessAliases(options));
