/** One small change of a contract's text, where a test should notice. */
export interface Mutant {
  /** The contract's file, from the root of the repository. */
  file: string;
  /** In bytes of UTF-8, as the compiler counts. */
  start: number;
  length: number;
  replacement: string;
  line: number;
  within: string;
  /** The lines that it touches, on one line. */
  original: string;
  mutated: string;
}

/** A node of the compiler's syntax tree. */
export interface SyntaxNode {
  nodeType: string;
  src: string;
  [key: string]: unknown;
}

interface Span {
  start: number;
  end: number;
}

interface Edit extends Span {
  replacement: string;
}

const OPERATORS: Record<string, string> = {
  "<": "<=",
  "<=": "<",
  ">": ">=",
  ">=": ">",
  "==": "!=",
  "!=": "==",
  "+": "-",
  "-": "+",
  "*": "/",
  "/": "*",
  "&&": "||",
  "||": "&&",
  "&": "|",
  "|": "&",
  "<<": ">>",
  ">>": "<<",
  "+=": "-=",
  "-=": "+=",
  "&=": "|=",
  "|=": "&=",
  "++": "--",
  "--": "++",
};
const WITHOUT_OPERATOR = new Set(["!", "~", "-"]);
const STATEMENTS = new Set(["ExpressionStatement", "EmitStatement", "RevertStatement"]);
const NUMBER = /^(0x[0-9a-f]+|\d[\d_]*)$/i;

/** Every mutant of a contract's file, by its syntax: in the order of the text, no two alike. */
export function mutantsOf(file: string, text: string, tree: SyntaxNode): Mutant[] {
  const bytes = Buffer.from(text);
  const found = new Map<string, Mutant>();
  const visit = (node: SyntaxNode, within: string) => {
    const here = nameOf(node) ?? within;
    for (const edit of editsOf(node, bytes)) {
      const mutant = { ...asMutant(edit, bytes), file, within: here };
      if (mutant.mutated !== mutant.original) found.set(idOf(mutant), mutant);
    }
    for (const child of childrenOf(node)) visit(child, here);
  };
  visit(tree, "");
  return [...found.values()].toSorted((one, other) => one.start - other.start || one.length - other.length);
}

export function idOf({ file, start, length, replacement }: Mutant): string {
  return `${file}:${start}+${length} ${replacement}`;
}

export function applyTo(text: string, { start, length, replacement }: Mutant): string {
  const bytes = Buffer.from(text);
  return `${bytes.toString("utf8", 0, start)}${replacement}${bytes.toString("utf8", start + length)}`;
}

function editsOf(node: SyntaxNode, bytes: Buffer): Edit[] {
  const parts = node as Record<string, SyntaxNode>;
  const [span, operator] = [spanOf(node), node["operator"] as string];
  const at = (expression: SyntaxNode | undefined, replacement: string) =>
    expression ? [{ ...spanOf(expression), replacement }] : [];
  if (STATEMENTS.has(node.nodeType) && !isRequire(parts["expression"]))
    return [{ ...withSemicolon(span, bytes), replacement: "{}" }];
  switch (node.nodeType) {
    case "BinaryOperation":
      return swapOperator(operator, spanOf(parts["leftExpression"]!).end, bytes);
    case "Assignment":
      return swapOperator(operator, spanOf(parts["leftHandSide"]!).end, bytes);
    case "UnaryOperation":
      if (WITHOUT_OPERATOR.has(operator))
        return [{ start: span.start, end: span.start + operator.length, replacement: "" }];
      return swapOperator(operator, span.start, bytes);
    case "IfStatement":
    case "Conditional":
      return [...at(parts["condition"], "true"), ...at(parts["condition"], "false")];
    case "Return":
      return emptyValues(parts["expression"]).flatMap((value) => at(parts["expression"], value));
    case "ModifierInvocation":
      return node["kind"] === "modifierInvocation" ? at(node, "") : [];
    case "FunctionCall":
      return isRequire(node) ? at(argumentsOf(node)[0], "true") : swapArguments(argumentsOf(node), bytes);
    case "Literal":
    case "YulLiteral":
      return neighbours(node["kind"] as string, node["value"] as string).flatMap((replacement) => ({
        start: span.start,
        end: span.start + (node["value"] as string).length, // what may follow is a unit, such as days
        replacement,
      }));
    default:
      return [];
  }
}

function swapOperator(operator: string, from: number, bytes: Buffer): Edit[] {
  const replacement = OPERATORS[operator];
  if (replacement === undefined) return [];
  const start = bytes.indexOf(operator, from);
  return [{ start, end: start + operator.length, replacement }];
}

/** Neighbours of the same type change places. */
function swapArguments(values: readonly SyntaxNode[], bytes: Buffer): Edit[] {
  return values.slice(1).flatMap((next, index) => {
    const one = values[index]!;
    if (typeOf(one) !== typeOf(next)) return [];
    const [first, second] = [spanOf(one), spanOf(next)];
    const between = textOf({ start: first.end, end: second.start }, bytes);
    return [
      { start: first.start, end: second.end, replacement: `${textOf(second, bytes)}${between}${textOf(first, bytes)}` },
    ];
  });
}

function emptyValues(expression: SyntaxNode | undefined): string[] {
  const type = expression ? typeOf(expression) : "";
  if (type === "bool") return ["true", "false"];
  if (/^u?int\d+$/.test(type)) return ["0"];
  return /^(address|bytes\d+)$/.test(type) ? [`${type}(0)`] : [];
}

function neighbours(kind: string, value: string): string[] {
  if (kind === "bool") return [value === "true" ? "false" : "true"];
  if (kind !== "number" || !NUMBER.test(value)) return [];
  const number = BigInt(value.replaceAll("_", ""));
  return [number + 1n, number - 1n].filter((other) => other >= 0n).map(String);
}

function isRequire(node: SyntaxNode | undefined): boolean {
  const called = node?.["expression"] as SyntaxNode | undefined;
  return node?.nodeType === "FunctionCall" && called?.["name"] === "require";
}

function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  return call["arguments"] as SyntaxNode[];
}

function typeOf(expression: SyntaxNode): string {
  return (expression["typeDescriptions"] as { typeString?: string }).typeString ?? "";
}

function nameOf(node: SyntaxNode): string | undefined {
  if (node.nodeType === "FunctionDefinition") return (node["name"] as string) || (node["kind"] as string);
  return node.nodeType === "ModifierDefinition" ? (node["name"] as string) : undefined;
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  return Object.values(node)
    .flat()
    .filter((value): value is SyntaxNode => typeof value === "object" && value !== null && "nodeType" in value);
}

function spanOf({ src }: SyntaxNode): Span {
  const [start = 0, length = 0] = src.split(":").map(Number);
  return { start, end: start + length };
}

function withSemicolon({ start, end }: Span, bytes: Buffer): Span {
  return { start, end: bytes.toString("utf8", end, end + 1) === ";" ? end + 1 : end };
}

function textOf({ start, end }: Span, bytes: Buffer): string {
  return bytes.toString("utf8", start, end);
}

function asMutant({ start, end, replacement }: Edit, bytes: Buffer): Omit<Mutant, "file" | "within"> {
  const from = bytes.lastIndexOf("\n", start - 1) + 1;
  const lineEnd = bytes.indexOf("\n", end);
  const to = lineEnd < 0 ? bytes.length : lineEnd;
  return {
    start,
    length: end - start,
    replacement,
    line: textOf({ start: 0, end: start }, bytes).split("\n").length,
    original: onOneLine(textOf({ start: from, end: to }, bytes)),
    mutated: onOneLine(
      `${textOf({ start: from, end: start }, bytes)}${replacement}${textOf({ start: end, end: to }, bytes)}`,
    ),
  };
}

function onOneLine(text: string): string {
  return text.replaceAll(/\s+/g, " ").trim();
}
