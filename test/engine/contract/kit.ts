import { randomBytes } from 'node:crypto';
import { expect } from 'vitest';
import type { CreateRequest } from '../../../source/domain/commands/create.js';
import type { LogLine } from '../../../source/domain/logs/log-line.js';
import type { EngineEvent } from '../../../source/domain/nouns/events.js';
import type { Engine, ExecOptions, LogOptions, Session } from '../../../source/engine/engine.js';
import { EngineError, isAbort } from '../../../source/engine/errors.js';
import type { EngineTraits } from '../../helpers/engine/traits.js';
import { eventually } from '../../helpers/eventually.js';
import { Expected } from './words.js';

/** An engine under test; `busybox` is an image with /bin/sh and its applets. */
export type Subject = {
	readonly engine: Engine;
	readonly busybox: string;
	/** Undefined for an engine with the words of Docker 20.10. */
	readonly is?: EngineTraits;
	cleanup(): Promise<void> | void;
};

type Body = CreateRequest['body'];

const label = { 'plimsoll-test': 'contract' };

/** Helpers of the tests: unique names, containers that are removed afterwards, collected streams. */
export class Kit {
	private undo: (() => Promise<unknown>)[] = [];
	private subject: Subject | undefined;

	use(subject: Subject): void {
		this.subject = subject;
	}

	/** Options of a call that is not aborted; each has its own signal. */
	get call(): { readonly signal: AbortSignal } {
		return { signal: new AbortController().signal };
	}

	get engine(): Engine {
		return this.open().engine;
	}

	get busybox(): string {
		return this.open().busybox;
	}

	/** Messages and events as this engine has them. */
	get expected(): Expected {
		return new Expected(this.open().is);
	}

	/** Returns true for an engine without cgroups, once it has refused a call that needs them. */
	async lacksCgroups(call: () => Promise<unknown>): Promise<boolean> {
		if (this.expected.is.cgroups) {
			return false;
		}
		const message = expect.stringMatching(/cgroup|unable to get all container pids/);
		expect(await failure(call())).toMatchObject({ kind: 'server', message });
		return true;
	}

	private open(): Subject {
		if (!this.subject) {
			throw new Error('no engine was opened');
		}
		return this.subject;
	}

	name(): string {
		return `plimsoll-contract-${randomBytes(5).toString('hex')}`;
	}

	/** Runs after the test, newest first. */
	afterwards(step: () => Promise<unknown>): void {
		this.undo.push(step);
	}

	async tidy(): Promise<void> {
		const again: (() => Promise<unknown>)[] = [];
		for (const step of this.undo.splice(0).reverse()) {
			await step().catch(() => again.push(step));
		}
		// The first try fails for objects in use, the second only for objects that are already gone.
		for (const step of again) {
			await step().catch(() => undefined);
		}
	}

	async create(command: readonly string[], config: Body = {}, host: Body = {}, name = this.name()): Promise<string> {
		const { Labels, ...rest } = config as { Labels?: Record<string, string> };
		const body = {
			Image: this.busybox,
			Cmd: command,
			Labels: { ...label, ...Labels },
			// Podman waits for a container's end before it removes it, ten seconds by default.
			...(this.expected.is.product === 'podman' && { StopTimeout: 1 }),
			...rest,
			HostConfig: { NetworkMode: 'none', ...host },
		};
		const { id } = await this.engine.containers.create({ name, body }, this.call);
		this.afterwards(() => this.engine.containers.remove(id, { force: true, volumes: true }, this.call));
		return id;
	}

	async run(command: readonly string[], config: Body = {}, host: Body = {}): Promise<string> {
		const id = await this.create(command, config, host);
		await this.engine.containers.start(id, this.call);
		return id;
	}

	/** A container that only sleeps. */
	idle(config: Body = {}, host: Body = {}): Promise<string> {
		return this.run(['sleep', '1000'], config, host);
	}

	async logs(id: string, options: Partial<LogOptions> = {}): Promise<readonly LogLine[]> {
		const lines: LogLine[] = [];
		for await (const batch of this.engine.containers.logs(id, { follow: false, tty: false, ...options }, this.call)) {
			lines.push(...batch);
		}
		return lines;
	}

	/** Waits for a container's end, then reads its log. */
	async outputOf(command: readonly string[], config: Body = {}): Promise<readonly LogLine[]> {
		const id = await this.run(command, config);
		await this.engine.containers.wait(id, 'not-running', this.call);
		return this.logs(id, { tty: config.Tty === true });
	}

	async exec(id: string, command: readonly string[], options: Partial<ExecOptions> = {}): Promise<Output> {
		const session = await this.engine.containers.exec(id, { command, tty: false, stdin: false, ...options }, this.call);
		return read(session);
	}

	/** Follows the events of one object from now on. */
	async watch(id: string): Promise<Watch> {
		const controller = new AbortController();
		const seen: EngineEvent[] = [];
		const done = new Promise<void>((resolve, reject) => {
			const follow = async (ready: () => void) => {
				for await (const event of this.engine.system.events({ signal: controller.signal, ready })) {
					if (event.id !== id && event.attributes.container !== id) {
						continue;
					}
					seen.push(event);
				}
			};
			follow(resolve).catch(error => (isAbort(error, controller.signal) ? undefined : reject(error)));
		});
		await done;
		this.afterwards(async () => controller.abort());
		return {
			seen,
			until: async (...actions) => {
				const all = () => seen.filter(event => event.type === 'container').map(event => event.action);
				await eventually(() => expect(all()).toEqual(expect.arrayContaining(actions)));
				return all();
			},
		};
	}
}

export type Watch = {
	readonly seen: readonly EngineEvent[];
	/** Actions of the container so far, once these were seen. */
	until(...actions: string[]): Promise<readonly string[]>;
};
export type Output = { readonly stdout: string; readonly stderr: string; readonly code: number | undefined };

/** Reads a session to its end. */
export async function read(session: Session): Promise<Output> {
	const decoder = { stdout: new TextDecoder(), stderr: new TextDecoder() };
	const text = { stdout: '', stderr: '' };
	for await (const { stream, data } of session.output) {
		text[stream] += decoder[stream].decode(data, { stream: true });
	}
	return { ...text, code: await session.exitCode() };
}

/** Reads a session to its end. Sends each text once the session has printed the text that it waits for. */
export async function converse(
	session: Session,
	steps: readonly { readonly after: string; readonly send: string }[],
): Promise<Output> {
	const decoder = new TextDecoder();
	let text = '';
	let at = 0;
	for await (const { data } of session.output) {
		text += decoder.decode(data, { stream: true });
		for (let step = steps[at]; step && text.includes(step.after); step = steps[at]) {
			session.write(step.send);
			at++;
		}
	}
	return { stdout: text, stderr: '', code: await session.exitCode() };
}

/** Reads a session until its output contains a text. */
export async function readUntil(session: Session, wanted: string): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	for await (const { data } of session.output) {
		text += decoder.decode(data, { stream: true });
		if (text.includes(wanted)) {
			return text;
		}
	}
	throw new Error(`ended without ${JSON.stringify(wanted)}: ${JSON.stringify(text)}`);
}

/** The EngineError of a failing call. */
export async function failure(promise: Promise<unknown>): Promise<EngineError> {
	try {
		await promise;
	} catch (error) {
		if (error instanceof EngineError) {
			return error;
		}
		throw error;
	}
	throw new Error('the call did not fail');
}

/** The first items of a stream. */
export async function take<T>(stream: AsyncIterable<T>, count: number): Promise<readonly T[]> {
	const items: T[] = [];
	for await (const item of stream) {
		items.push(item);
		if (items.length === count) {
			break;
		}
	}
	return items;
}

/** Returns true if an aborted stream ends with an abort at most. */
export async function endsQuietly(
	stream: AsyncIterable<unknown>,
	controller: AbortController,
	first: 'after an item' | 'at once',
): Promise<boolean> {
	try {
		if (first === 'at once') {
			controller.abort();
		}
		for await (const _ of stream) {
			controller.abort();
		}
		return true;
	} catch (error) {
		return error instanceof Error && error.name === 'AbortError';
	}
}
