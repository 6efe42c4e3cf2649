import type { Container, ContainerDetail, ContainerState } from '../../../source/domain/nouns/container.js';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import type { Image } from '../../../source/domain/nouns/image.js';
import type { Network } from '../../../source/domain/nouns/network.js';
import type { Volume } from '../../../source/domain/nouns/volume.js';
import type { Filters } from '../../../source/engine/engine.js';
import { EngineError } from '../../../source/engine/errors.js';
import type { Clock } from '../../../source/runtime/clock.js';
import { container, detail } from '../../helpers/state/builders.js';
import type { Change } from './model-changes.js';

/** An engine may write a state this long after its event. */
const lagMs = 900;
const names = ['a', 'b', 'c', 'd'];

/** The items of a modelled engine, and their changes. */
export class ModelWorld {
	readonly containers = new Map<string, Container>();
	readonly images = new Map<string, Image>();
	readonly volumes = new Map<string, Volume>();
	readonly networks = new Map<string, Network>();
	/** The version of each network's members. */
	readonly #members = new Map<string, number>();
	/** States that are written later than their events. */
	readonly #late = new Map<string, ContainerState>();
	readonly #clock: Clock;
	readonly #emit: (event: EngineEvent) => void;
	/** Grows with every change; rows and details carry it, so that a test can distinguish old from new ones. */
	#version = 0;

	constructor(clock: Clock, emit: (event: EngineEvent) => void) {
		this.#clock = clock;
		this.#emit = emit;
	}

	containerRows(filters?: Filters): Container[] {
		const wanted = filters?.id;
		// A list has no start time.
		return [...this.containers.values()]
			.filter(({ id }) => wanted?.includes(id) ?? true)
			.map(({ startedAt, finishedAt, exitCode, ...row }) => row);
	}

	containerDetail(id: string): ContainerDetail {
		const row = this.containers.get(id);
		if (!row) {
			throw new EngineError('not-found', `No such container: ${id}`);
		}
		const isAlive = row.state === 'running' || row.state === 'paused';
		return detail(row.name, { id, pid: isAlive ? 1 : 0, raw: row.status });
	}

	detailOf<T extends { labels: object }>(things: ReadonlyMap<string, T>, key: string): { raw: unknown } {
		const thing = things.get(key);
		if (!thing) {
			throw new EngineError('not-found', `No such object: ${key}`);
		}
		return { ...thing, raw: { ...thing, members: this.#members.get(key) } };
	}

	change(what: Change, which: number): void {
		this.#version++;
		if (this.#changeContainer(what, which) || this.#changeImage(what, which)) {
			return;
		}
		this.#changeOthers(what, which);
	}

	#pick<T>(things: Iterable<T>, which: number): T | undefined {
		const list = [...things];
		return list[which % Math.max(1, list.length)];
	}

	#tell(type: string, action: string, id: string, attributes: Record<string, string> = {}): void {
		const at = this.#clock.now();
		const timeNano = at * 1e6 + (this.#version % 900) * 1000;
		this.#emit({ type, action, id, at, timeNano, attributes });
	}

	#put(row: Container, change: Partial<Container>): void {
		this.containers.set(row.id, { ...row, ...change, status: `version ${this.#version}` });
	}

	/** Writes a state at once, or a moment after its event. */
	#setState(row: Container, state: ContainerState, isLate: boolean): void {
		if (!isLate) {
			this.#put(row, { state });
		}
		const { id } = row;
		if (isLate) {
			this.#late.set(id, state);
		}
		if (isLate) {
			this.#clock.after(lagMs, () => this.#catchUp(id));
		}
	}

	#catchUp(id: string): void {
		const state = this.#late.get(id);
		const row = this.containers.get(id);
		this.#late.delete(id);
		if (state && row) {
			this.containers.set(id, { ...row, state });
		}
	}

	#changeContainer(what: Change, which: number): boolean {
		if (what === 'create') {
			const id = `container-${this.#version}`;
			const name = `c${this.#version}`;
			this.#put({ ...container(name, { id, state: 'created' }), startedAt: undefined }, {});
			this.#tell('container', 'create', id, { name, image: 'helloworld:latest' });
			return true;
		}
		const picked = this.#pick(this.containers.keys(), which);
		if (picked !== undefined) {
			this.#catchUp(picked);
		}
		const row = this.containers.get(picked ?? '');
		const action = what.replace(' late', '');
		const isLate = what.endsWith(' late');
		const from: Partial<Record<string, readonly ContainerState[]>> = {
			start: ['created', 'exited'],
			die: ['running'],
			pause: ['running'],
			unpause: ['paused'],
		};
		if (row && from[action] && !from[action].includes(row.state)) {
			return true;
		}
		const after: Partial<Record<string, ContainerState>> = {
			start: 'running',
			unpause: 'running',
			pause: 'paused',
			die: 'exited',
		};
		const state = after[action];
		if (state) {
			if (row) {
				this.#setState(row, state, isLate);
			}
			if (row) {
				this.#tell('container', action, row.id, { name: row.name, exitCode: '1' });
			}
			return true;
		}
		return this.#changeRow(what, row);
	}

	#changeRow(what: Change, row: Container | undefined): boolean {
		switch (what) {
			case 'rename': {
				const name = `renamed${this.#version}`;
				if (row) {
					this.#put(row, { name });
				}
				if (row) {
					this.#tell('container', 'rename', row.id, { name, oldName: `/${row.name}` });
				}
				return true;
			}
			case 'update':
				if (row) {
					this.#put(row, { mounts: [`mount${this.#version}`] });
				}
				if (row) {
					this.#tell('container', 'update', row.id, { name: row.name });
				}
				return true;
			case 'health': {
				const health = row?.health === 'healthy' ? 'unhealthy' : 'healthy';
				if (row?.state !== 'running') {
					return true;
				}
				// The dashboard does not request the status text after a health check.
				this.containers.set(row.id, { ...row, health });
				this.#tell('container', `health_status: ${health}`, row.id, { name: row.name });
				return true;
			}
			case 'exec':
				if (row) {
					this.#tell('container', 'exec_create: sh', row.id, { name: row.name });
				}
				return true;
			case 'destroy':
				if (row) {
					this.containers.delete(row.id);
				}
				if (row) {
					this.#tell('container', 'destroy', row.id, { name: row.name });
				}
				return true;
		}
		return false;
	}

	#changeImage(what: Change, which: number): boolean {
		const image = this.#pick(this.images.values(), which);
		const put = (id: string, tags: readonly string[]) =>
			this.images.set(id, {
				...{ id, tags, parentId: '', digests: [], createdAt: 0, size: 1, containers: -1 },
				labels: { version: String(this.#version) },
			});
		switch (what) {
			case 'pull': {
				const name = names[which % names.length]!;
				put(`sha256:${name}`, [...new Set([...(this.images.get(`sha256:${name}`)?.tags ?? []), `${name}:1`])]);
				this.#tell('image', 'pull', `${name}:1`, { name });
				return true;
			}
			case 'tag':
				if (image) {
					put(image.id, [...image.tags, `t:${this.#version}`]);
				}
				if (image) {
					this.#tell('image', 'tag', image.id, { name: `t:${this.#version}` });
				}
				return true;
			case 'untag':
				if (image) {
					put(image.id, image.tags.slice(1));
				}
				if (image) {
					this.#tell('image', 'untag', image.id, { name: image.id });
				}
				return true;
			case 'delete':
				if (image) {
					this.images.delete(image.id);
				}
				if (image) {
					this.#tell('image', 'delete', image.id, { name: image.id });
				}
				return true;
		}
		return false;
	}

	#changeOthers(what: Change, which: number): void {
		const name = names[which % names.length]!;
		const labels = { version: String(this.#version) };
		const network = this.#pick(this.networks.values(), which);
		const member = this.#pick(this.containers.keys(), which);
		switch (what) {
			case 'create volume':
				if (this.volumes.has(name)) {
					return;
				}
				this.volumes.set(name, {
					...{ name, labels, driver: 'local', mountpoint: '', createdAt: 0, scope: 'local', options: {} },
				});
				this.#tell('volume', 'create', name, { driver: 'local' });
				break;
			case 'destroy volume':
				if (this.volumes.delete(name)) {
					this.#tell('volume', 'destroy', name, { driver: 'local' });
				}
				break;
			case 'create network': {
				const id = `network-${this.#version}`;
				const flags = { internal: false, attachable: false, ipv6: false };
				const facts = { driver: 'bridge', scope: 'local', createdAt: 0, subnets: [], containers: {} };
				this.networks.set(id, { id, name, labels, ...flags, ...facts });
				this.#tell('network', 'create', id, { name, type: 'bridge' });
				break;
			}
			case 'destroy network':
				if (network) {
					this.networks.delete(network.id);
				}
				if (network) {
					this.#tell('network', 'destroy', network.id, { name: network.name });
				}
				break;
			case 'connect':
			case 'disconnect':
				if (!network || member === undefined) {
					return;
				}
				// Only inspect returns the members of a network.
				this.#members.set(network.id, this.#version);
				this.#put(this.containers.get(member) as Container, {});
				this.#tell('network', what, network.id, { container: member, name: network.name });
		}
	}
}
