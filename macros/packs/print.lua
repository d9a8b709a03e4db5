-- Turns the links of our own into what they stand for on paper (Typst), and gives tables widths that fit what they hold.
local function decoded(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

local function quoted(text)
  return '"' .. text:gsub("\\", "\\\\"):gsub('"', '\\"'):gsub("%s+", " ") .. '"'
end

local function typst(code)
  return pandoc.RawInline("typst", code)
end

local function field(kind, payload)
  local words = {}
  for word in payload:gmatch("[^/]+") do words[#words + 1] = quoted(decoded(word)) end
  local label = table.remove(words, 1) or '""'
  return typst(string.format("#field(%s, %s, (%s))", quoted(kind), label, table.concat(words, ", ") .. (#words == 1 and "," or "")))
end

function Link(link)
  local kind, rest = link.target:match("^(%a+):(.*)$")
  if kind == "field" then
    local sort, payload = rest:match("^(%a+):(.*)$")
    return field(sort, payload)
  elseif kind == "personal" then
    return typst("#personal(" .. quoted(rest) .. ")")
  elseif kind == "page" then
    return typst(string.format("#page-code(%s, %s)", quoted(rest), quoted(pandoc.utils.stringify(link))))
  elseif kind == "part" then
    return typst("//PART " .. rest)
  end
end

-- Pictures are ours, by name. Any other image in a text is somebody else's file: its words stand for it.
function Image(image)
  local name = image.src:match("^picture:([%l-]+)$")
  local words = pandoc.utils.stringify(image.caption)
  if name then return typst(string.format("#picture(%s, %s)", quoted(name), quoted(words))) end
  return pandoc.Str(words)
end

-- HTML in a text stands for itself; pandoc would drop it without a word.
function RawInline(raw)
  return raw.format == "html" and pandoc.Str(raw.text) or nil
end

function RawBlock(raw)
  return raw.format == "html" and pandoc.Para({pandoc.Str((raw.text:gsub("%s+$", "")))}) or nil
end

-- A column has room for its longest word; what is left is shared by how much each holds. So many characters fit on a line:
local CHARACTERS = 95
function Table(sheet)
  for _, body in ipairs(sheet.bodies) do
    for _, row in ipairs(body.body) do
      for _, cell in ipairs(row.cells) do
        if #cell.contents == 0 then cell.contents = {pandoc.Plain({typst("#room")})} end
      end
    end
  end
  local totals, longest, rows = {}, {}, 0
  local function weigh(row)
    rows = rows + 1
    for i, cell in ipairs(row.cells) do
      local words = pandoc.utils.stringify(cell.contents)
      totals[i] = (totals[i] or 0) + utf8.len(words)
      for word in words:gmatch("[^%s-]+") do longest[i] = math.max(longest[i] or 0, utf8.len(word)) end
    end
  end
  for _, row in ipairs(sheet.head.rows) do weigh(row) end
  for _, body in ipairs(sheet.bodies) do for _, row in ipairs(body.body) do weigh(row) end end
  local last = sheet.head.rows[1] and sheet.head.rows[1].cells[2]
  if #sheet.colspecs == 2 and last and pandoc.utils.stringify(last.contents) == "Fill in" then
    sheet.colspecs = {{sheet.colspecs[1][1], 0.42}, {sheet.colspecs[2][1], 0.58}}
    return sheet
  end
  local sum, least, spare = 0, {}, 1
  for i = 1, #sheet.colspecs do
    totals[i] = math.min(math.max((totals[i] or 0) / math.max(rows, 1), 7), 45)
    least[i] = math.min(((longest[i] or 0) + 3) / CHARACTERS, 0.4)
    sum, spare = sum + totals[i], spare - least[i]
  end
  for i, spec in ipairs(sheet.colspecs) do
    sheet.colspecs[i] = {spec[1], least[i] + math.max(spare, 0) * totals[i] / sum}
  end
  return sheet
end

-- A list to tick has boxes for bullets.
function BulletList(list)
  local first = list.content[1] and list.content[1][1] and list.content[1][1].content and list.content[1][1].content[1]
  if first and first.t == "RawInline" and first.text:match('^#field%("tick"') then
    return {pandoc.RawBlock("typst", "#[#set list(marker: [])"), list, pandoc.RawBlock("typst", "]")}
  end
end
