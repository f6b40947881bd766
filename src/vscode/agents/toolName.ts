import type { AgentTool } from '../../agents/tools';

/** Name in package.json of a tool for language models. */
export function toolName({ name }: Pick<AgentTool, 'name'>): string {
  return `semanticSearch_${name}`;
}
