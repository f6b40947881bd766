/** The instructions for clients, short because each session pays for them. */
export const instructions = `## Searching code by meaning

The MCP server \`semantic-search\` finds code and documentation of the workspace by meaning. Call its tool \`search\` first when
you need to know where or how something is done and do not know the exact words; pass this on to sub-agents. Go to the
lines that it names, and do not search for them again. Use text search for exact strings.
`;
