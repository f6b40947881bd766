import ts from 'typescript';
import { isCaching, isLogging, isNotBefore, isSameWhenEqual } from './equivalent';

/** One change of a source text that a test should notice. */
export interface Mutant {
  /** Offsets of the replaced text, the end excluded. */
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
  /** 1-based. */
  readonly line: number;
  /** For people: the text before and after. */
  readonly change: string;
}

/** Operators and what each becomes. */
const swaps: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.LessThanToken]: '<=',
  [ts.SyntaxKind.LessThanEqualsToken]: '<',
  [ts.SyntaxKind.GreaterThanToken]: '>=',
  [ts.SyntaxKind.GreaterThanEqualsToken]: '>',
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: '!==',
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: '===',
  [ts.SyntaxKind.AmpersandAmpersandToken]: '||',
  [ts.SyntaxKind.BarBarToken]: '&&',
  [ts.SyntaxKind.PlusToken]: '-',
  [ts.SyntaxKind.MinusToken]: '+',
  [ts.SyntaxKind.AsteriskToken]: '/',
  [ts.SyntaxKind.SlashToken]: '*',
  [ts.SyntaxKind.PlusEqualsToken]: '-=',
  [ts.SyntaxKind.MinusEqualsToken]: '+=',
};

/**
 * The mutants of a TypeScript source: a comparison or an arithmetic or logical operator exchanged, a condition negated, a number
 * or a boolean changed, a statement that calls something left out. Types are not touched, nor what no test can observe.
 */
export function mutantsOf(text: string): Mutant[] {
  const source = ts.createSourceFile('source.ts', text, ts.ScriptTarget.Latest, true);
  const mutants: Mutant[] = [];
  const add = (node: ts.Node, replacement: string): void => {
    const start = node.getStart(source);
    const before = text.slice(start, node.end);
    mutants.push({
      start,
      end: node.end,
      replacement,
      line: source.getLineAndCharacterOfPosition(start).line + 1,
      change: `${inOneLine(before)} -> ${inOneLine(replacement)}`,
    });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isInterfaceDeclaration(node)) return;
    if (ts.isTypeAliasDeclaration(node) || isLogging(node)) return;
    if (ts.isBinaryExpression(node)) {
      const swapped = swaps[node.operatorToken.kind];
      // What joins strings is not subtracted.
      const changesNothing = isTextual(node) || isSameWhenEqual(node, source);
      if (swapped !== undefined && !changesNothing) add(node.operatorToken, swapped);
    } else if (ts.isNumericLiteral(node)) {
      add(node, Number(node.text) === 0 ? '1' : '0');
    } else if (node.kind === ts.SyntaxKind.TrueKeyword) {
      add(node, 'false');
    } else if (node.kind === ts.SyntaxKind.FalseKeyword) {
      add(node, 'true');
    } else if (ts.isIfStatement(node) || ts.isWhileStatement(node)) {
      add(node.expression, `!(${node.expression.getText(source)})`);
    } else if (ts.isConditionalExpression(node)) {
      add(node.condition, `!(${node.condition.getText(source)})`);
    } else if (ts.isExpressionStatement(node) && ts.isCallExpression(node.expression)) {
      if (!isCaching(node, source)) add(node, ';');
    }
    const isOrder = ts.isConditionalExpression(node) && node.whenTrue.getText(source) === '-1';
    ts.forEachChild(node, (child) => {
      if (!isOrder || child !== node.whenFalse || !isNotBefore(node.whenFalse)) visit(child);
    });
  };
  ts.forEachChild(source, visit);
  return mutants;
}

function isTextual({ left, right }: ts.BinaryExpression): boolean {
  return [left, right].some((side) => ts.isStringLiteralLike(side) || ts.isTemplateExpression(side));
}

function inOneLine(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
