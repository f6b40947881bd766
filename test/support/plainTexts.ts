import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

const root = path.join(import.meta.dirname, '..', '..');

/** A literal that the user apparently sees and that is not translated. */
export interface PlainText {
  /** Relative to the repository. */
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** Properties whose values are shown to the user, even if they are one word. */
const shownProperties =
  /^(?:label|title|placeholder|tooltip|detail|description|prompt|message|heading|note|ariaLabel|alt|hint|why)$/;
const shownCalls = /^show(?:Information|Warning|Error)Message$/;
/** Log calls, whose texts only developers read. */
const logCalls = /^(?:trace|debug|info|warn|error|log|appendLine)$/;
/** Names of CSS classes, of elements, of events. */
const nameProperties = /^(?:className|class|id|icon|type|command|key|contextValue)$/;

/**
 * Literals in some folders that look like user-visible texts and are not passed to `l10n.t`: several words, or one word as a
 * label or title.
 *
 * @param folders relative to the repository
 * @param isWanted selects the literals to check; all by default
 */
export function plainTextsIn(
  folders: readonly string[],
  isWanted: (node: ts.Node) => boolean = () => true,
): PlainText[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
      .flatMap((entry) =>
        plainTextsOf(path.relative(root, path.join(entry.parentPath, entry.name)), isWanted),
      ),
  );
}

/** The same for error messages, in folders where nothing else is shown. */
export function plainErrorsIn(folders: readonly string[]): PlainText[] {
  return plainTextsIn(folders, (node) => isErrorText(node));
}

function plainTextsOf(file: string, isWanted: (node: ts.Node) => boolean): PlainText[] {
  const code = readFileSync(path.join(root, file), 'utf8');
  const source = ts.createSourceFile(file, code, ts.ScriptTarget.Latest, true);
  const found: PlainText[] = [];
  const visit = (node: ts.Node): void => {
    if (isOfNoInterest(node)) return;
    const text = textOf(node);
    if (text !== undefined && isWanted(node) && (isSentence(text) || (isShown(node) && isWord(text)))) {
      const { line } = source.getLineAndCharacterOfPosition(node.getStart());
      found.push({ file, line: line + 1, text });
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** Text of a literal; an interpolated value becomes `{}`. */
function textOf(node: ts.Node): string | undefined {
  if (ts.isStringLiteralLike(node)) return node.text;
  if (!ts.isTemplateExpression(node)) return undefined;
  return [node.head.text, ...node.templateSpans.map(({ literal }) => literal.text)].join('{}');
}

function isOfNoInterest(node: ts.Node): boolean {
  if (ts.isImportDeclaration(node) || ts.isTypeNode(node) || isCompared(node)) return true;
  if (ts.isNewExpression(node)) return nameOf(node.expression) === 'Error';
  if (ts.isCallExpression(node)) {
    const name = nameOf(node.expression);
    return name === 'l10n.t' || logCalls.test(name);
  }
  return ts.isPropertyAssignment(node) && nameProperties.test(node.name.getText());
}

/** Name of a called function: `l10n.t`, or the last part of any other name. */
function nameOf(callee: ts.Expression): string {
  if (ts.isIdentifier(callee)) return callee.text;
  if (!ts.isPropertyAccessExpression(callee)) return '';
  const { expression, name } = callee;
  return ts.isIdentifier(expression) && expression.text === 'l10n' ? `l10n.${name.text}` : name.text;
}

/** `case 'a'`, `=== 'a'`: compared literals are not shown. */
function isCompared(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isSourceFile(node)) return false;
  if (ts.isCaseClause(parent)) return parent.expression === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.EqualsEqualsEqualsToken;
}

function isSentence(text: string): boolean {
  return (
    /[A-Za-z]{2,} [a-zA-Z{]/.test(text) && !/^[a-z-]+(?: [a-z]+-[a-z-]+)+$/.test(text) && !/[;=<>]/.test(text)
  );
}

/** `Pause`, `$(check) Continue`; not an id or a symbol. */
function isWord(text: string): boolean {
  return /[A-Za-z]{2,}/.test(text.replaceAll(/\$\([\w~-]+\)/g, '')) && !/[.:/_]|^[a-z]+[A-Z]/.test(text);
}

/** An argument of an error that the user sees. Internal errors are not translated, because users are asked for their text in reports. */
function isErrorText({ parent }: ts.Node): boolean {
  if (!ts.isNewExpression(parent) || !/^(?:SemanticSearch|Transport)Error$/.test(nameOf(parent.expression))) {
    return false;
  }
  return parent.arguments?.[0]?.getText() !== "'INTERNAL'";
}

function isShown(node: ts.Node): boolean {
  const { parent } = node;
  if (ts.isPropertyAssignment(parent)) return shownProperties.test(parent.name.getText());
  if (ts.isBinaryExpression(parent) && ts.isPropertyAccessExpression(parent.left)) {
    return shownProperties.test(parent.left.name.text);
  }
  if (!ts.isCallExpression(parent) || !ts.isPropertyAccessExpression(parent.expression)) return false;
  return shownCalls.test(parent.expression.name.text);
}
