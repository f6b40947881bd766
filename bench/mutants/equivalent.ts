import ts from 'typescript';

/** Whether a statement only writes to the log: its texts and numbers are for people. */
export function isLogging(node: ts.Node): boolean {
  if (!ts.isExpressionStatement(node) || !ts.isCallExpression(node.expression)) return false;
  return /(?:^|\.)logger\.\w+$/.test(node.expression.expression.getText());
}

/**
 * Whether a comparison decides the same if it accepts equal values, or no longer does: `if (a > b) b = a`, and `a < b ? -1 : 1`,
 * which orders keys that differ.
 */
export function isSameWhenEqual(comparison: ts.BinaryExpression, source: ts.SourceFile): boolean {
  const { left, right, parent } = comparison;
  if (!/^[<>]$/.test(comparison.operatorToken.getText(source))) return false;
  if (ts.isIfStatement(parent) && parent.expression === comparison && !parent.elseStatement) {
    const textOf = (node: ts.Node): string => withoutAssertions(node.getText(source));
    const statement = withoutAssertions(parent.thenStatement.getText(source));
    return [left, right].some((assigned) => {
      const value = assigned === left ? right : left;
      return statement === `${textOf(assigned)} = ${textOf(value)};`;
    });
  }
  if (!ts.isConditionalExpression(parent) || parent.condition !== comparison) return false;
  const results = [parent.whenTrue.getText(source), parent.whenFalse.getText(source)];
  return results.includes('-1') && results.includes('1');
}

/** Without the marks that say that a value is defined: an index that is assigned has none. */
function withoutAssertions(text: string): string {
  return text.replaceAll(/(?<=[\w\])])!(?!=)/g, '');
}

/** Whether an order has no negative numbers: sorting asks only whether an element comes before another one. */
export function isNotBefore(order: ts.Expression): boolean {
  if (ts.isParenthesizedExpression(order)) return isNotBefore(order.expression);
  if (ts.isConditionalExpression(order)) return isNotBefore(order.whenTrue) && isNotBefore(order.whenFalse);
  return ts.isNumericLiteral(order);
}

/** Whether a statement stores a value that was not in a cache: without it, the same value is computed again. */
export function isCaching(statement: ts.ExpressionStatement, source: ts.SourceFile): boolean {
  const cache = /^(.+)\.set\(/.exec(statement.getText(source))?.[1];
  if (cache === undefined) return false;
  const branch = ts.findAncestor(statement, ts.isIfStatement);
  const condition = branch?.expression.getText(source) ?? '';
  if (!/^(?:!\w+|\w+ === undefined)$/.test(condition)) return false;
  const body = ts.findAncestor(branch, ts.isBlock);
  return body?.getText(source).includes(`${cache}.get(`) === true;
}
