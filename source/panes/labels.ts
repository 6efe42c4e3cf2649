/** Labels in the form of `docker … --filter label=`: `name=value`. */
export const labelTexts = (labels: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(labels).map(([name, value]) => `${name}=${value}`);
