import { isAccountTemplate, isUnreserved, type Templates } from "./mpm-templates.ts";
import type { EmvObject, EmvReading } from "./tlv.ts";

/** Values by id, or by the name that the standard gives the id. */
export type Fields = Readonly<Record<string, string>>;

/** An account at a card network, 02 to 25. */
export interface CardAccount {
  readonly id: string;
  readonly network: string;
  readonly value: string;
}

/** An account template, 26 to 51; `guid` is null where the template carries none. */
export interface MerchantTemplate {
  readonly id: string;
  readonly guid: string | null;
  readonly sub: Fields;
}

/** An account template that could not be read, as it stands in the code. */
export interface UnparsableTemplate {
  readonly id: string;
  readonly value: string;
}

export type MerchantAccount = CardAccount | MerchantTemplate | UnparsableTemplate;

/** A merchant-presented code by name. Values are text as it stands in the code, never trimmed or converted. */
export interface MpmDecoded extends Readonly<Partial<Record<TextField, string>>> {
  readonly payloadFormat: string;
  readonly pointOfInitiation: "static" | "dynamic" | null;
  readonly merchantAccounts: readonly MerchantAccount[];
  /** Text where the template could not be read; so with `language` and the single values of `unreserved`. */
  readonly additional?: Fields | string;
  readonly language?: Fields | string;
  readonly unreserved?: Readonly<Record<string, Fields | string>>;
  readonly crc: string;
}

const TEXT_FIELDS = [
  ["52", "mcc"],
  ["53", "currency"],
  ["54", "amount"],
  ["55", "tipIndicator"],
  ["56", "feeFixed"],
  ["57", "feePercent"],
  ["58", "country"],
  ["59", "merchantName"],
  ["60", "merchantCity"],
  ["61", "postalCode"],
] as const;
type TextField = (typeof TEXT_FIELDS)[number][1];

const ADDITIONAL_FIELDS: Fields = {
  "01": "billNumber",
  "02": "mobile",
  "03": "storeLabel",
  "04": "loyalty",
  "05": "referenceLabel",
  "06": "customerLabel",
  "07": "terminalLabel",
  "08": "purpose",
  "09": "consumerDataRequest",
};
const LANGUAGE_FIELDS: Fields = { "00": "lang", "01": "name", "02": "city" };

const CARD_NETWORKS: Fields = {
  "02": "Visa",
  "03": "Visa",
  "04": "Mastercard",
  "05": "Mastercard",
  "09": "Discover",
  "10": "Discover",
  "11": "Amex",
  "12": "Amex",
  "13": "JCB",
  "14": "JCB",
  "15": "UnionPay",
  "16": "UnionPay",
};

/** Names the objects of a code that has passed every rule. */
export function nameObjects(objects: readonly EmvObject[], templates: Templates): MpmDecoded {
  const byId = new Map(objects.map(({ id, value }) => [id, value]));
  const texts: Partial<Record<TextField, string>> = {};
  for (const [id, name] of TEXT_FIELDS) {
    const value = byId.get(id);
    if (value !== undefined) texts[name] = value;
  }
  const additional = byId.get("62");
  const language = byId.get("64");
  const unreserved = objects.filter(({ id }) => isUnreserved(id));
  return {
    payloadFormat: byId.get("00") ?? "",
    pointOfInitiation: pointOfInitiation(byId.get("01")),
    merchantAccounts: objects
      .filter(({ id }) => id >= "02" && id <= "51")
      .map((object) => merchantAccount(object, templates.get(object.id))),
    ...texts,
    ...(additional !== undefined && { additional: nameFields(additional, templates.get("62"), ADDITIONAL_FIELDS) }),
    ...(language !== undefined && { language: nameFields(language, templates.get("64"), LANGUAGE_FIELDS) }),
    ...(unreserved.length > 0 && {
      unreserved: Object.fromEntries(unreserved.map(({ id, value }) => [id, nameFields(value, templates.get(id), {})])),
    }),
    crc: byId.get("63") ?? "",
  };
}

function pointOfInitiation(value: string | undefined): MpmDecoded["pointOfInitiation"] {
  return value === "11" ? "static" : value === "12" ? "dynamic" : null;
}

function merchantAccount({ id, value }: EmvObject, template: EmvReading | undefined): MerchantAccount {
  if (!isAccountTemplate(id)) return { id, network: CARD_NETWORKS[id] ?? "EMVCo-reserved", value };
  const sub = nameFields(value, template, {});
  return typeof sub === "string" ? { id, value } : { id, guid: sub["00"] ?? null, sub };
}

/** The template's values under their names, or under their ids where they have none; its text where it is none. */
function nameFields(value: string, template: EmvReading | undefined, names: Fields): Fields | string {
  if (template === undefined || template.failure !== undefined) return value;
  return Object.fromEntries(template.objects.map((object) => [names[object.id] ?? object.id, object.value]));
}
