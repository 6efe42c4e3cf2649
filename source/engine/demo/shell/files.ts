import type { ContainerRecord, ImageRecord } from '../world/model.js';

const folders = [
	'/',
	'/bin',
	'/dev',
	'/etc',
	'/home',
	'/lib',
	'/proc',
	'/root',
	'/run',
	'/sys',
	'/tmp',
	'/usr',
	'/var',
];

/** The files of a container in three layers: a minimal system, the image's files, and the container's own. */
export class Files {
	readonly #container: ContainerRecord;
	readonly #image: ImageRecord | undefined;
	constructor(container: ContainerRecord, image: ImageRecord | undefined) {
		this.#container = container;
		this.#image = image;
	}

	/** Returns the content of a file; undefined when it does not exist. */
	read(path: string): string | undefined {
		if (this.#container.files?.has(path)) {
			return this.#container.files.get(path);
		}
		if (this.#image?.files.has(path)) {
			return this.#image.files.get(path);
		}
		return this.#base().get(path);
	}

	write(path: string, content: string): void {
		this.#container.files ??= new Map();
		this.#container.files.set(path, content);
	}

	/** Stores a folder as a path that ends with a slash. */
	makeFolder(path: string): void {
		this.write(`${path}/`, '');
	}

	/** Removes a file or folder; returns false when it does not exist. */
	remove(path: string): boolean {
		if (this.read(path) === undefined) {
			return false;
		}
		this.#container.files ??= new Map();
		this.#container.files.set(path, undefined);
		return true;
	}

	isFolder(path: string): boolean {
		if (folders.includes(path) || path === this.#container.config.WorkingDir) {
			return true;
		}
		const start = `${path}/`;
		return this.#paths().some(other => other.startsWith(start));
	}

	/** Returns the names in a folder, sorted. */
	list(path: string): readonly string[] {
		const start = path === '/' ? '/' : `${path}/`;
		const names = new Set<string>();
		for (const other of [...this.#paths(), ...folders]) {
			if (!other.startsWith(start)) {
				continue;
			}
			const name = other.slice(start.length).split('/')[0];
			if (name) {
				names.add(name);
			}
		}
		return [...names].sort();
	}

	#paths(): string[] {
		const all = new Set([
			...this.#base().keys(),
			...(this.#image?.files.keys() ?? []),
			...(this.#container.files?.keys() ?? []),
		]);
		return [...all].filter(path => this.read(path) !== undefined);
	}

	#base(): ReadonlyMap<string, string> {
		const { config, id } = this.#container;
		const hostname = config.Hostname || id.slice(0, 12);
		const workdir = config.WorkingDir?.replace(/\/$/, '') || '';
		const system = (this.#image?.tags[0] ?? 'linux').split('/').at(-1)?.split(':')[0] ?? 'linux';
		return new Map([
			['/etc/hostname', `${hostname}\n`],
			[
				'/etc/hosts',
				`127.0.0.1\tlocalhost\n${[...this.#container.networks.values()].map(place => `${place.ip}\t${hostname}\n`).join('')}`,
			],
			['/etc/os-release', `NAME="${system}"\nID=${system}\nPRETTY_NAME="${system} (demo)"\n`],
			['/etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'],
			['/etc/resolv.conf', 'nameserver 127.0.0.11\n'],
			...(this.#image?.shells ?? []).map((path): [string, string] => [path, '\x7fELF']),
			...(workdir ? [[`${workdir}/README.md`, `# ${system}\nFiles of the demo.\n`] as [string, string]] : []),
		]);
	}
}

/** Makes a path absolute and removes `.` and `..`. */
export function resolvePath(cwd: string, path: string): string {
	const parts: string[] = [];
	for (const part of (path.startsWith('/') ? path : `${cwd}/${path}`).split('/')) {
		if (part === '..') {
			parts.pop();
		} else if (part && part !== '.') {
			parts.push(part);
		}
	}
	return `/${parts.join('/')}`;
}
