import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import { type DocumentName, documentNames, schemaOf } from '../../source/output/schemas/index.ts';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, formats: { 'date-time': isDateTime } });

const compiled = new Map<DocumentName, ValidateFunction>();

function isDateTime(text: string): boolean {
  return !Number.isNaN(Date.parse(text));
}

const validatorOf = (name: DocumentName): ValidateFunction => {
  const validate = compiled.get(name) ?? ajv.compile(schemaOf(name));
  compiled.set(name, validate);
  return validate;
};

/** What is wrong with a document of that command, a line each; empty where it is as its schema says. */
export const flawsOf = (name: DocumentName, document: unknown): readonly string[] => {
  const validate = validatorOf(name);
  return validate(document)
    ? []
    : (validate.errors ?? []).map(
        ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
      );
};

/** The documents of a command's output: one, or one on each line. Undefined where it is no JSON. */
const parseDocuments = (output: string): readonly unknown[] | undefined => {
  for (const texts of [[output], output.trimEnd().split('\n')]) {
    try {
      return texts.map((text) => JSON.parse(text));
    } catch {
      // A command that printed several has one on each line.
    }
  }
  return undefined;
};

/** @throws where JSON that a command printed is not as the schema of any command says. */
export const assertDocumented = (output: string): void => {
  for (const document of parseDocuments(output) ?? []) {
    if (documentNames.some((name) => validatorOf(name)(document))) continue;
    const flaws = documentNames.map((name) => ({ name, flaws: flawsOf(name, document) }));
    const [nearest] = flaws.toSorted((one, other) => one.flaws.length - other.flaws.length);
    throw new Error(`Not as any schema says, least of all wrong for ${nearest?.name}:\n${nearest?.flaws.join('\n')}`);
  }
};
