import * as l10n from '@vscode/l10n';
import * as vscode from 'vscode';
import { agentTools, type AgentTool } from '../../agents/tools';
import { CancelledError, errorDataOf } from '../../common/errors/errors';
import { isRecord, isString } from '../../common/typeGuards';
import type { EngineCaller, SearchService } from '../services';
import { toolName } from './toolName';
import { WindowEngine } from './windowEngine';

/** Dependencies of the tools. */
export interface LanguageModelToolsParts {
  readonly search: SearchService;
  readonly engine: EngineCaller;
  /** Host that queries are sent to; undefined when they stay on this machine. */
  readonly host: () => string | undefined;
}

/** Registers the tools with which agents in VS Code search the workspace. */
export function registerLanguageModelTools({
  search,
  engine,
  host,
}: LanguageModelToolsParts): vscode.Disposable {
  const windowEngine = new WindowEngine(search, engine);
  return vscode.Disposable.from(
    ...agentTools.map((tool) =>
      vscode.lm.registerTool(toolName(tool), new SearchTool(tool, windowEngine, host)),
    ),
  );
}

/**
 * A tool that asks the index of this window. VS Code does not say which chat a call belongs to, so that each call is a
 * session of its own: no lines are left out because another chat has seen them.
 */
class SearchTool implements vscode.LanguageModelTool<object> {
  constructor(
    private readonly tool: AgentTool,
    private readonly engine: WindowEngine,
    private readonly host: () => string | undefined,
  ) {}

  prepareInvocation({
    input,
  }: vscode.LanguageModelToolInvocationPrepareOptions<object>): vscode.PreparedToolInvocation {
    return { invocationMessage: invocationMessage(input, this.host()) };
  }

  async invoke(
    { input, tokenizationOptions }: vscode.LanguageModelToolInvocationOptions<object>,
    token: vscode.CancellationToken,
  ): Promise<vscode.LanguageModelToolResult> {
    const stopping = new AbortController();
    if (token.isCancellationRequested) throw new vscode.CancellationError();
    const listening = token.onCancellationRequested(() => {
      stopping.abort();
    });
    try {
      const { AgentSession } = await import('../onFirstUse');
      const text = await new AgentSession(this.engine).call(this.tool.name, input, {
        signal: stopping.signal,
        ...(tokenizationOptions && {
          mostTokens: tokenizationOptions.tokenBudget,
          count: (answer) => tokenizationOptions.countTokens(answer, token),
        }),
      });
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    } catch (error) {
      if (error instanceof CancelledError || stopping.signal.aborted) throw new vscode.CancellationError();
      // The model reads the message.
      const { message, hint } = errorDataOf(error);
      throw new Error(`${message} ${hint}`);
    } finally {
      listening.dispose();
    }
  }
}

/** What the chat shows while the tool runs. */
function invocationMessage(input: unknown, host: string | undefined): string {
  const { query, file } = isRecord(input) ? input : {};
  const subject = isString(query) ? query : isString(file) ? file : '';
  return host === undefined
    ? l10n.t('Searching by meaning: {0}', subject)
    : l10n.t('Searching by meaning with {0}: {1}', host, subject);
}
