import type { ContainerConfig } from '../world/model.js';

/** An image of the demo host: layers as `[created by, MB]`, oldest first, on top of the base image's layers. */
type ImageFixture = {
	readonly key: string;
	readonly tags: readonly string[];
	readonly digests?: readonly string[];
	readonly base?: string;
	readonly layers: readonly (readonly [createdBy: string, megabytes: number])[];
	readonly config: ContainerConfig;
	readonly program: string;
	/** Hours before the demo's start. */
	readonly age: number;
	readonly shells?: readonly string[];
	readonly author?: string;
};

const path = 'PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
const sh = ['/bin/sh'];
const bash = ['/bin/bash', '/bin/sh'];

export const imageFixtures: readonly ImageFixture[] = [
	{
		key: 'alpine',
		tags: ['alpine:3.22', 'alpine:latest'],
		digests: ['alpine'],
		layers: [['ADD alpine-minirootfs-3.22.1-x86_64.tar.gz / # buildkit', 8.3]],
		config: { Env: [path], Cmd: ['/bin/sh'] },
		program: 'shell',
		age: 900,
		shells: sh,
	},
	{
		key: 'debian',
		tags: ['debian:bookworm-slim'],
		digests: ['debian'],
		layers: [['RUN /bin/sh -c #(nop) ADD file:9c1f in / ', 74.8]],
		config: { Env: [path], Cmd: ['bash'] },
		program: 'shell',
		age: 1100,
		shells: bash,
	},
	{
		key: 'python',
		tags: ['python:3.13-slim'],
		digests: ['python'],
		base: 'debian',
		layers: [
			['ENV PATH=/usr/local/bin:…', 0],
			['RUN /bin/sh -c set -eux; apt-get install -y ca-certificates', 9.2],
			['RUN /bin/sh -c set -eux; … make install # buildkit', 42.7],
			['CMD ["python3"]', 0],
		],
		config: { Env: [path, 'PYTHON_VERSION=3.13.7'], Cmd: ['python3'] },
		program: 'shell',
		age: 720,
		shells: bash,
	},
	{
		key: 'helloworld',
		tags: ['helloworld:latest', 'helloworld:1.4', 'registry.example.com/team/helloworld:1.4'],
		base: 'python',
		layers: [
			['WORKDIR /app', 0],
			['COPY requirements.txt . # buildkit', 0.001],
			['RUN /bin/sh -c pip install -r requirements.txt # buildkit', 14.2],
			['COPY app.py templates ./ # buildkit', 0.04],
			['EXPOSE map[80/tcp:{}]', 0],
			['CMD ["python3" "app.py"]', 0],
		],
		config: {
			Env: [path, 'NAME=World', 'FLASK_ENV=production'],
			Cmd: ['python3', 'app.py'],
			WorkingDir: '/app',
			ExposedPorts: { '80/tcp': {} },
			Labels: { 'org.opencontainers.image.source': 'https://example.com/helloworld' },
		},
		program: 'web',
		age: 0.12,
		shells: bash,
		author: 'Ada <ada@example.com>',
	},
	{
		key: 'helloworld-old',
		tags: [],
		base: 'python',
		layers: [
			['WORKDIR /app', 0],
			['RUN /bin/sh -c pip install -r requirements.txt # buildkit', 14.1],
			['CMD ["python3" "app.py"]', 0],
		],
		config: { Env: [path], Cmd: ['python3', 'app.py'], WorkingDir: '/app', ExposedPorts: { '80/tcp': {} } },
		program: 'web',
		age: 26,
		shells: bash,
	},
	{
		key: 'postgres',
		tags: ['postgres:16', 'postgres:16.9-alpine'],
		digests: ['postgres'],
		base: 'alpine',
		layers: [
			['RUN /bin/sh -c addgroup -g 70 -S postgres # buildkit', 0.005],
			['RUN /bin/sh -c apk add --no-cache … # buildkit', 258.4],
			['VOLUME [/var/lib/postgresql/data]', 0],
			['CMD ["postgres"]', 0],
		],
		config: {
			Env: [path, 'PG_MAJOR=16', 'PGDATA=/var/lib/postgresql/data'],
			Entrypoint: ['docker-entrypoint.sh'],
			Cmd: ['postgres'],
			ExposedPorts: { '5432/tcp': {} },
			Volumes: { '/var/lib/postgresql/data': {} },
		},
		program: 'postgres',
		age: 500,
		shells: bash,
	},
	{
		key: 'redis',
		tags: ['redis:7-alpine'],
		digests: ['redis'],
		base: 'alpine',
		layers: [
			['RUN /bin/sh -c set -eux; make -C /usr/src/redis # buildkit', 33.1],
			['VOLUME [/data]', 0],
			['CMD ["redis-server"]', 0],
		],
		config: {
			Env: [path, 'REDIS_VERSION=7.4.5'],
			Entrypoint: ['docker-entrypoint.sh'],
			Cmd: ['redis-server'],
			WorkingDir: '/data',
			ExposedPorts: { '6379/tcp': {} },
			Volumes: { '/data': {} },
		},
		program: 'redis',
		age: 640,
		shells: sh,
	},
	{
		key: 'node',
		tags: ['node:22-alpine'],
		digests: ['node'],
		base: 'alpine',
		layers: [
			['RUN /bin/sh -c addgroup -g 1000 node # buildkit', 152.4],
			['CMD ["node"]', 0],
		],
		config: { Env: [path, 'NODE_VERSION=22.18.0'], Cmd: ['node'] },
		program: 'shell',
		age: 400,
		shells: sh,
	},
	{
		key: 'api',
		tags: ['shop/api:2.7.0', 'shop/api:latest'],
		base: 'node',
		layers: [
			['WORKDIR /srv', 0],
			['RUN /bin/sh -c npm ci --omit=dev # buildkit', 61.3],
			['COPY dist ./dist # buildkit', 3.8],
			['HEALTHCHECK &{["CMD-SHELL" "wget -qO- localhost:3000/healthz"]}', 0],
		],
		config: {
			Env: [path, 'PORT=3000', 'NODE_ENV=production'],
			Cmd: ['node', '--enable-source-maps', 'server.js'],
			WorkingDir: '/srv',
			User: 'node',
			ExposedPorts: { '3000/tcp': {} },
		},
		program: 'api',
		age: 19,
		shells: sh,
	},
	{
		key: 'worker',
		tags: ['shop/worker:2.7.0'],
		base: 'node',
		layers: [
			['WORKDIR /srv', 0],
			['RUN /bin/sh -c npm ci --omit=dev # buildkit', 88.9],
			['COPY worker.js . # buildkit', 0.02],
		],
		config: { Env: [path, 'QUEUE=thumbnails'], Cmd: ['node', 'worker.js'], WorkingDir: '/srv' },
		program: 'worker',
		age: 19.1,
		shells: sh,
	},
	{
		key: 'etl',
		tags: ['etl:v3'],
		base: 'python',
		layers: [
			['RUN /bin/sh -c pip install pandas pyarrow # buildkit', 341.7],
			['COPY etl.py . # buildkit', 0.03],
		],
		config: { Env: [path], Cmd: ['python3', 'etl.py', '--all'], WorkingDir: '/job' },
		program: 'etl',
		age: 74,
		shells: bash,
	},
	{
		key: 'migrate',
		tags: ['shop/migrate:2.7.0'],
		layers: [
			['COPY /migrate /migrate # buildkit', 17.6],
			['ENTRYPOINT ["/migrate"]', 0],
		],
		config: { Env: [path], Entrypoint: ['/migrate'], Cmd: ['up'] },
		program: 'migrate',
		age: 19.2,
	},
	{
		key: 'search',
		tags: ['opensearchproject/opensearch:2.19'],
		digests: ['opensearch'],
		layers: [
			['RUN /bin/sh -c yum install -y tar # buildkit', 212.5],
			['COPY --chown=1000:1000 /usr/share/opensearch # buildkit', 871.2],
			['ENTRYPOINT ["./opensearch-docker-entrypoint.sh"]', 0],
		],
		config: {
			Env: [path, 'JAVA_HOME=/usr/share/opensearch/jdk'],
			Entrypoint: ['./opensearch-docker-entrypoint.sh'],
			Cmd: ['opensearch'],
			User: '1000',
			WorkingDir: '/usr/share/opensearch',
			ExposedPorts: { '9200/tcp': {}, '9300/tcp': {} },
		},
		program: 'search',
		age: 1500,
		shells: bash,
	},
	{
		key: 'proxy',
		tags: ['traefik:v3.5'],
		digests: ['traefik'],
		base: 'alpine',
		layers: [
			['RUN /bin/sh -c wget … traefik # buildkit', 205.9],
			['EXPOSE map[80/tcp:{}]', 0],
		],
		config: {
			Env: [path],
			Entrypoint: ['/entrypoint.sh'],
			Cmd: ['traefik', '--providers.docker'],
			ExposedPorts: { '80/tcp': {} },
		},
		program: 'proxy',
		age: 300,
		shells: sh,
	},
	{
		key: 'nginx',
		tags: ['nginx:1.29', 'nginx:latest'],
		digests: ['nginx'],
		base: 'debian',
		layers: [
			['ENV NGINX_VERSION=1.29.1', 0],
			['RUN /bin/sh -c set -x … nginx # buildkit', 117.2],
			['EXPOSE map[80/tcp:{}]', 0],
			['CMD ["nginx" "-g" "daemon off;"]', 0],
		],
		config: {
			Env: [path, 'NGINX_VERSION=1.29.1'],
			Cmd: ['nginx', '-g', 'daemon off;'],
			ExposedPorts: { '80/tcp': {} },
		},
		program: 'nginx',
		age: 350,
		shells: bash,
	},
	{
		key: 'pause',
		tags: ['registry.k8s.io/pause:3.10'],
		digests: ['pause'],
		layers: [['ADD pause-amd64 /pause # buildkit', 0.74]],
		config: { Cmd: ['/pause'], Entrypoint: [], User: '65535:65535' },
		program: 'pause',
		age: 9000,
	},
	{
		key: 'busybox',
		tags: ['busybox:latest'],
		digests: ['busybox'],
		layers: [['BusyBox 1.37.0 (glibc), Debian 13', 4.4]],
		config: { Env: [path], Cmd: ['sh'] },
		program: 'shell',
		age: 8000,
		shells: ['/bin/sh', '/bin/ash'],
	},
];
