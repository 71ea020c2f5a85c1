import ts from 'typescript';

/** One small change of the code: what stands between `start` and `end` becomes `text`. */
export interface Mutation {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const swapped: Readonly<Record<string, readonly string[]>> = {
  '===': ['!=='],
  '!==': ['==='],
  '<': ['<=', '>='],
  '<=': ['<', '>'],
  '>': ['>=', '<='],
  '>=': ['>', '<'],
  '&&': ['||'],
  '||': ['&&'],
  '+': ['-'],
  '-': ['+'],
  '*': ['/'],
  '/': ['*'],
};

const swappedCalls: Readonly<Record<string, string>> = { some: 'every', every: 'some', min: 'max', max: 'min' };
/** Without them the list stays as it is. */
const droppedCalls = ['filter', 'toSorted', 'slice'];

const statuses = ['ok', 'warn', 'fail', 'unknown', 'skipped'];

/** What a tester might break at this node, each of which should make a test fail. */
export const mutate = (node: ts.Node, file: ts.SourceFile): readonly Mutation[] => {
  const text = node.getText(file);
  const become = (...texts: readonly string[]): readonly Mutation[] =>
    texts.map((each) => ({ start: node.getStart(file), end: node.getEnd(), text: each }));
  if (isCondition(node)) return [...become(`!(${text})`, 'true', 'false'), ...mutateExpression(node, file, become)];
  return mutateExpression(node, file, become);
};

type Become = (...texts: readonly string[]) => readonly Mutation[];

const mutateExpression = (node: ts.Node, file: ts.SourceFile, become: Become): readonly Mutation[] => {
  if (ts.isBinaryExpression(node)) return become(...mutateBinary(node, file));
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return become(node.operand.getText(file));
  }
  if (ts.isCallExpression(node)) return become(...mutateCall(node, file));
  if (!isValue(node)) return [];
  if (ts.isNumericLiteral(node)) return become(`${node.getText(file)} + 1`, `${node.getText(file)} - 1`);
  if (node.kind === ts.SyntaxKind.TrueKeyword) return become('false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return become('true');
  if (ts.isStringLiteral(node) && statuses.includes(node.text)) {
    return become(...statuses.filter((each) => each !== node.text).map((each) => `'${each}'`));
  }
  if (ts.isExpression(node) && ts.isCaseClause(node.parent)) return become("'another case'");
  return [];
};

const mutateBinary = (node: ts.BinaryExpression, file: ts.SourceFile): readonly string[] => {
  const [left, right] = [node.left.getText(file), node.right.getText(file)];
  const operator = node.operatorToken.getText(file);
  if (operator === '??') return [left, right];
  if (isText(node.left) || isText(node.right)) return [];
  return (swapped[operator] ?? []).map((other) => `${left} ${other} ${right}`);
};

const mutateCall = (node: ts.CallExpression, file: ts.SourceFile): readonly string[] => {
  const callee = node.expression;
  // `(a?.b).c` is not `a?.b.c`.
  if (!ts.isPropertyAccessExpression(callee) || ts.isOptionalChain(node)) return [];
  const name = callee.name.text;
  const receiver = callee.expression.getText(file);
  if (droppedCalls.includes(name)) return [receiver];
  const other = swappedCalls[name];
  const given = node.arguments.map((each) => each.getText(file)).join(', ');
  return other === undefined ? [] : [`${receiver}.${other}(${given})`];
};

const isCondition = (node: ts.Node): boolean =>
  (ts.isIfStatement(node.parent) && node.parent.expression === node) ||
  (ts.isConditionalExpression(node.parent) && node.parent.condition === node);

const isText = (node: ts.Node): boolean => ts.isStringLiteral(node) || ts.isTemplateExpression(node);

/** A literal that is computed with, not one that names a type, a property or a module. */
const isValue = ({ parent }: ts.Node): boolean =>
  !(
    ts.isLiteralTypeNode(parent) ||
    ts.isImportDeclaration(parent) ||
    ts.isExportDeclaration(parent) ||
    ts.isElementAccessExpression(parent) ||
    ts.isPrefixUnaryExpression(parent)
  );
