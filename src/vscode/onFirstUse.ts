/**
 * What the extension loads on its first use: the steps behind commands. With its dependencies it is a file of its own in
 * `dist/`, so that activation does not read it. Only to be imported with `import()`.
 */
export { AgentSession } from '../agents/agentSession';
export { setUpAgents } from './agents/setUpAgents';
export { compareModels } from './comparison/compareModels';
export { excludeEntries, includeEntries, indexEntries } from './indexTree/entryCommands';
export { explainFile } from './indexTree/explainFile';
export { copyHealthReport } from './indexTree/health/copyHealthReport';
export { runProviderAction } from './provider/providerActions';
export { changeReranker } from './reranking/changeReranker';
export { QuickSearchSession } from './search/quickSearchSession';
export { findDocumentation, findSimilar, searchSelection } from './similar/editorSearches';
