-- Tables of Semantic Search, version 1. Run it once, in one transaction, as the role that is to own them:
--   psql --single-transaction --set ON_ERROR_STOP=1 --file 001-tables.sql DATABASE
-- `semantic-search publish --postgres URL --create-tables` does the same. Needs PostgreSQL 15 and pgvector 0.7.

create extension if not exists vector;
create schema semantic_search;

create table semantic_search.migration (
  version int primary key,
  applied_at timestamptz not null default now()
);
insert into semantic_search.migration (version) values (1);

-- What indexes are built with: vectors of different models are never compared.
create table semantic_search.model (
  id int generated always as identity primary key,
  fingerprint text not null unique,
  dimensions int not null check (dimensions between 1 and 16000)
);

create table semantic_search.repository (
  id int generated always as identity primary key,
  name text not null unique check (name <> '')
);

-- Who may see a repository, and who may publish it: roles of PostgreSQL, usually groups.
create table semantic_search.repository_access (
  repository int not null references semantic_search.repository on delete cascade,
  role regrole not null,
  can_publish boolean not null default false,
  primary key (repository, role)
);

-- What can be searched. A branch is visible only with all of its files, because one transaction writes both.
create table semantic_search.branch (
  id int generated always as identity primary key,
  repository int not null references semantic_search.repository on delete cascade,
  model int not null references semantic_search.model,
  name text not null,
  commit_id text,
  published_at timestamptz not null,
  -- Of the whole index, for the statistics of a query.
  files int not null,
  chunks int not null,
  words bigint not null,
  name_words bigint not null,
  unique (repository, model, name)
);

-- A file in one state. The key is a hash of `data`: branches with the same file in the same state share the row.
create table semantic_search.file (
  id int generated always as identity primary key,
  repository int not null references semantic_search.repository on delete cascade,
  model int not null references semantic_search.model,
  key bytea not null,
  path text not null,
  language text not null,
  kind text not null,
  content_hash text not null,
  chunks int not null,
  words int not null,
  name_words int not null,
  -- Random: the files with the lowest numbers are a sample.
  sample int not null,
  -- Of the vectors of its chunks; null without any.
  mean halfvec,
  -- The file with its chunks, symbols, terms and vectors, as an index on disk stores it; compressed.
  data bytea not null,
  unique (repository, model, key)
);
alter table semantic_search.file alter column data set storage external;

create table semantic_search.branch_file (
  branch int not null references semantic_search.branch on delete cascade,
  file int not null references semantic_search.file,
  repository int not null,
  sample int not null,
  centrality real not null,
  primary key (branch, file)
);
create index branch_file_sample on semantic_search.branch_file (branch, sample, file);
create index branch_file_file on semantic_search.branch_file (file);

-- Contents of files, compressed: shown to readers who do not have a file on their disk.
create table semantic_search.content (
  repository int not null references semantic_search.repository on delete cascade,
  hash text not null,
  data bytea not null,
  primary key (repository, hash)
);
alter table semantic_search.content alter column data set storage external;

-- Terms are hashes of 32 bits. `length`: words of the chunk.
create table semantic_search.posting (
  repository int not null,
  term int not null,
  file int not null,
  chunk int not null,
  length int not null,
  count smallint not null
);
create index posting_term on semantic_search.posting (repository, term, file) include (chunk, length, count);
create index posting_file on semantic_search.posting using brin (file) with (pages_per_range = 16);

-- Terms of defined names. `width`: distinct terms of the name.
create table semantic_search.name_posting (
  repository int not null,
  term int not null,
  file int not null,
  symbol int not null,
  width smallint not null
);
create index name_posting_term on semantic_search.name_posting (repository, term, file) include (symbol, width);
create index name_posting_file on semantic_search.name_posting using brin (file) with (pages_per_range = 16);

-- The same numbers as in `file.data`: from -127 to 127.
create table semantic_search.chunk_vector (
  repository int not null,
  model int not null,
  file int not null,
  chunk int not null,
  vector halfvec not null,
  primary key (file, chunk)
);
create index chunk_vector_repository on semantic_search.chunk_vector (repository, model);

-- An approximate index of the vectors of one model. Without it, every vector is compared, which is exact, and fast enough up
-- to some 100,000 chunks. Only the owner can call it; it takes minutes, and a publication meanwhile waits.
create function semantic_search.create_vector_index(of_model int) returns void language plpgsql as $$
declare
  size int;
begin
  select dimensions into strict size from semantic_search.model where id = of_model;
  execute format(
    'create index if not exists chunk_vector_hnsw_%1$s on semantic_search.chunk_vector
       using hnsw ((vector::halfvec(%2$s)) halfvec_cosine_ops) where model = %1$s', of_model, size);
  execute format(
    'create index if not exists file_mean_hnsw_%1$s on semantic_search.file
       using hnsw ((mean::halfvec(%2$s)) halfvec_cosine_ops) where model = %1$s', of_model, size);
end
$$;

-- Access. The owner of the tables and superusers see everything; for all others, rows of `repository_access` decide.
do $$
begin
  if not exists (select from pg_roles where rolname = 'semantic_search_reader') then
    create role semantic_search_reader nologin;
  end if;
  if not exists (select from pg_roles where rolname = 'semantic_search_publisher') then
    create role semantic_search_publisher nologin;
  end if;
end
$$;
grant semantic_search_reader to semantic_search_publisher;
grant usage on schema semantic_search to semantic_search_reader;
grant select on all tables in schema semantic_search to semantic_search_reader;
grant insert on semantic_search.model to semantic_search_publisher;
grant insert, update, delete on semantic_search.branch, semantic_search.branch_file, semantic_search.file,
  semantic_search.content, semantic_search.posting, semantic_search.name_posting, semantic_search.chunk_vector
  to semantic_search_publisher;
revoke execute on function semantic_search.create_vector_index from public;

-- Lets a role see a repository, and publish it. Creates the repository if it does not exist.
create function semantic_search.allow(repository_name text, to_role regrole, publish boolean default false)
returns void language sql as $$
  insert into semantic_search.repository (name) values (repository_name) on conflict do nothing;
  insert into semantic_search.repository_access (repository, role, can_publish)
    select id, to_role, publish from semantic_search.repository where name = repository_name
    on conflict (repository, role) do update set can_publish = excluded.can_publish;
$$;
revoke execute on function semantic_search.allow from public;

alter table semantic_search.repository_access enable row level security;
create policy own_roles on semantic_search.repository_access for select
  using (pg_has_role(current_user, role::oid, 'member'));

alter table semantic_search.repository enable row level security;
create policy readable on semantic_search.repository for select
  using (id in (select repository from semantic_search.repository_access));

do $$
declare
  name text;
begin
  foreach name in array
    array['branch', 'branch_file', 'file', 'content', 'posting', 'name_posting', 'chunk_vector']
  loop
    execute format('alter table semantic_search.%I enable row level security', name);
    execute format(
      'create policy readable on semantic_search.%I for select
         using (repository in (select repository from semantic_search.repository_access))', name);
    execute format(
      'create policy publishable on semantic_search.%I for all
         using (repository in (select repository from semantic_search.repository_access where can_publish))', name);
  end loop;
end
$$;
