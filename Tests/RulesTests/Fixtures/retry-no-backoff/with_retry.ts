import axios, { AxiosInstance } from 'axios';
import axiosRetry, { exponentialDelay } from 'axios-retry';
import Fastify, { FastifyInstance, FastifyRequest } from 'fastify';

interface Options {
  times?: number;
  pauseMs?: number;
}

interface Weather {
  degrees: number;
}

const delay = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function withRetry<T>(work: () => Promise<T>, times = 5): Promise<T> {
  let last: unknown;
  for (let round = 0; round < times; round++) { // want retry-no-backoff "withRetry repeats https://weather.example/{} at a constant pace"
    try {
      return await work();
    } catch (error: unknown) {
      last = error;
      await delay(750);
    }
  }
  throw last;
}

async function withJitter<T>(work: () => Promise<T>, { times = 5, pauseMs = 100 }: Options = {}): Promise<T> {
  let last: unknown;
  for (let round = 0; round < times; round++) {
    try {
      return await work();
    } catch (error: unknown) {
      last = error;
      await delay(pauseMs + Math.random() * pauseMs);
    }
  }
  throw last;
}

// Five times, half a second apart.
const steady: AxiosInstance = axios.create({ baseURL: 'https://steady.example', timeout: 800 });
axiosRetry(steady, { retries: 5, retryDelay: () => 500 }); // MISSING: want retry-no-backoff "at a constant pace"

const growing: AxiosInstance = axios.create({ baseURL: 'https://growing.example', timeout: 800 });
axiosRetry(growing, { retries: 5, retryDelay: exponentialDelay });

const app: FastifyInstance = Fastify();

type ByCity = FastifyRequest<{ Params: { city: string } }>;

app.get('/weather/:city', async (request: ByCity): Promise<Weather> => {
  const { data } = await withRetry(() => axios.get<Weather>(`https://weather.example/${request.params.city}`, { timeout: 800 }));
  return data;
});

app.get('/tides/:city', async (request: ByCity): Promise<Weather> => {
  const { data } = await withJitter(() => axios.get<Weather>(`https://tides.example/${request.params.city}`, { timeout: 800 }));
  return data;
});

app.get('/winds', async (): Promise<Weather[]> => {
  const first = await steady.get<Weather>('/winds');
  const second = await growing.get<Weather>('/winds');
  return [first.data, second.data];
});

void app.listen({ port: 3000 });
