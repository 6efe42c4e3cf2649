export const isRecord = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

type Type = { readonly isValid: (value: unknown) => boolean; readonly words: string };

const text: Type = { isValid: value => typeof value === 'string', words: 'a string' };
const texts: Type = {
	isValid: value => Array.isArray(value) && value.every(text.isValid),
	words: 'a list of strings',
};
const object: Type = { isValid: isRecord, words: 'an object' };
const objectOf = (type: Type): Type => ({
	isValid: value => isRecord(value) && Object.values(value).every(type.isValid),
	words: `an object whose values are each ${type.words}`,
});

/** The parts of config.json that plimsoll reads. Source: docker/cli cli/config/configfile/file.go, ConfigFile. */
const types = {
	auths: objectOf(object),
	credsStore: text,
	credHelpers: objectOf(text),
	currentContext: text,
	HttpHeaders: objectOf(text),
	proxies: objectOf(object),
	detachKeys: text,
	pruneFilters: texts,
} as const;

type ConfigKey = keyof typeof types;

export const credentialKeys: readonly ConfigKey[] = ['auths', 'credsStore', 'credHelpers'];

const isObjectType = (type: Type) => type !== text && type !== texts;

/**
 * One sentence about the first value of a wrong type; undefined when there is none. It does not quote the value, which may be
 * a secret. `null` counts as missing.
 */
export function configProblem(
	config: unknown,
	keys: readonly ConfigKey[] = Object.keys(types) as ConfigKey[],
): string | undefined {
	if (!isRecord(config)) {
		return 'not a JSON object';
	}
	const wrong = keys.find(key => (config[key] ?? null) !== null && !types[key].isValid(config[key]));
	if (wrong === undefined) {
		return undefined;
	}
	// For a value that is not even an object, the type of an object's values is noise.
	const words = isObjectType(types[wrong]) && !isRecord(config[wrong]) ? object.words : types[wrong].words;
	return `"${wrong}" is not ${words}`;
}
