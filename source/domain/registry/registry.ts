/** Docker Hub's key in the docker CLI's store. Source: moby registry/config.go, IndexServer. */
export const hubKey = 'https://index.docker.io/v1/';

const hubNames = ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io'];
/** A host name, an IPv4 or a bracketed IPv6 address, with or without a port. */
const host = /^(?:[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?|\[[a-f0-9:.]+\])(?::\d{1,5})?$/i;

/**
 * Returns the key of a registry's credentials for the text that a user typed: scheme and path are removed, and Docker Hub has
 * its own key. Source: docker/cli cli/command/registry/login.go, credentials.ConvertToHostname.
 */
export function registryKey(text: string): string {
	const name = hostOfRegistry(text.trim());
	return hubNames.includes(name) ? hubKey : name;
}

/** `https://registry:5000/v2/` → `registry:5000`. Source: docker/cli credentials.ConvertToHostname. */
export function hostOfRegistry(text: string): string {
	return text.replace(/^https?:\/\//, '').split('/', 1)[0]!;
}

/** The name of a registry for the screen: `docker.io` for Docker Hub. */
export function registryName(key: string): string {
	return key === hubKey ? 'docker.io' : key;
}

/** Returns the reason why a text is not a registry; undefined when it is one. An empty text is Docker Hub. */
export function registryProblem(text: string): string | undefined {
	const key = registryKey(text);
	return key === hubKey || host.test(key) ? undefined : 'a registry such as registry.example.com:5000';
}
