/** Labels as `docker … --filter label=` takes them: `name=value`. */
export const labelTexts = (labels: Readonly<Record<string, string>>): readonly string[] =>
	Object.entries(labels).map(([name, value]) => `${name}=${value}`);
