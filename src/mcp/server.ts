import {
  fromJsonSchema,
  McpServer,
  type CallToolResult,
  type JsonSchemaValidator,
  type jsonSchemaValidator,
  type JsonSchemaType,
} from '@modelcontextprotocol/server';
import { version } from '../../package.json';
import type { AgentSession } from '../agents/agentSession';
import { agentTools } from '../agents/tools';
import { errorDataOf } from '../common/errors/errors';
import { visibleText } from '../common/text/visibleText';

const instructions =
  'Semantic Search finds code and documentation of this workspace by meaning. Call search first when you need to know ' +
  'where or how something is done, and go to the lines that it names: do not search for them again. Use text search ' +
  'for exact strings. Sub-agents can use it too.';

/** The arguments are checked by the session, whose errors name the possible ones. */
const unchecked: jsonSchemaValidator = {
  getValidator<T>(): JsonSchemaValidator<T> {
    return (data) => ({ valid: true, data: data as T, errorMessage: undefined });
  },
};

/** An MCP server whose tools ask a session. */
export function createServer(session: AgentSession): McpServer {
  const server = new McpServer({ name: 'semantic-search', version }, { instructions });
  for (const { name, title, description, schema } of agentTools) {
    server.registerTool(
      name,
      {
        description,
        inputSchema: fromJsonSchema(schema as unknown as JsonSchemaType, unchecked),
        annotations: { title, readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      async (input, { mcpReq: { signal } }): Promise<CallToolResult> => {
        try {
          return textResult(await session.call(name, input, { signal }));
        } catch (error) {
          signal.throwIfAborted();
          const { message, hint } = errorDataOf(error);
          return { ...textResult(visibleText(`${message} ${hint}`)), isError: true };
        }
      },
    );
  }
  return server;
}

function textResult(text: string): CallToolResult {
  return { content: [{ type: 'text', text }] };
}
