-- Turns links to field:KIND:LABEL/OPTION/… into Word's content controls (w:sdt), labelled, with a hint where nothing is written yet.
local number = 0

local function decoded(text)
  return (text:gsub("%%(%x%x)", function(hex) return string.char(tonumber(hex, 16)) end))
end

local function escaped(text)
  return (text:gsub("&", "&amp;"):gsub("<", "&lt;"):gsub(">", "&gt;"):gsub('"', "&quot;"))
end

local function short(text)
  return utf8.len(text) <= 60 and text or text:sub(1, utf8.offset(text, 60) - 1) .. "…"
end

local function run(text)
  return '<w:r><w:rPr><w:color w:val="5B6B70"/></w:rPr><w:t xml:space="preserve">' .. escaped(text) .. "</w:t></w:r>"
end

local function control(label, kind, content)
  number = number + 1
  return pandoc.RawInline("openxml", string.format(
    '<w:sdt><w:sdtPr><w:alias w:val="%s"/><w:tag w:val="field-%d"/><w:id w:val="%d"/>%s</w:sdtPr><w:sdtContent>%s</w:sdtContent></w:sdt>',
    escaped(short(label)), number, 1000 + number, kind, content))
end

local function choices(options)
  local items = {}
  for _, option in ipairs(options) do
    items[#items + 1] = string.format('<w:listItem w:displayText="%s" w:value="%s"/>', escaped(option), escaped(option))
  end
  return "<w:dropDownList>" .. table.concat(items) .. "</w:dropDownList>"
end

local box = '<w14:checkbox xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"><w14:checked w14:val="0"/>'
  .. '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/></w14:checkbox>'

-- A new part of a pack begins on a new page.
function Para(para)
  local only = #para.content == 1 and para.content[1]
  if only and only.t == "Link" and only.target:match("^part:[1-9]") then
    return pandoc.RawBlock("openxml", '<w:p><w:r><w:br w:type="page"/></w:r></w:p>')
  end
end

function Link(link)
  local kind, payload = link.target:match("^field:(%a+):(.*)$")
  if not kind then return nil end
  local words = {}
  for word in payload:gmatch("[^/]+") do words[#words + 1] = decoded(word) end
  local label = table.remove(words, 1)
  if kind == "tick" then return control(label, box, run("☐")) end
  if kind == "date" then
    return control(label, '<w:date><w:dateFormat w:val="d MMMM yyyy"/><w:lid w:val="en-GB"/></w:date>', run("[choose a date]"))
  end
  if kind == "choice" then return control(label, choices(words), run("[choose: " .. table.concat(words, " / ") .. "]")) end
  if kind == "choices" then
    local ticks = pandoc.List()
    for _, option in ipairs(words) do ticks:extend({control(label .. ": " .. option, box, run("☐")), pandoc.Str(" " .. option .. "  ")}) end
    return ticks
  end
  local hint = kind == "blank" and "[" .. label .. "]" or "[write here]"
  return control(label, kind == "lines" and '<w:text w:multiLine="1"/>' or "<w:text/>", run(hint))
end

-- Tables are as wide as the page: forms nearly by halves, sheets in equal columns.
function Table(sheet)
  local number = #sheet.colspecs
  for i, spec in ipairs(sheet.colspecs) do
    local share = number == 2 and (i == 1 and 0.45 or 0.55) or 1 / number
    sheet.colspecs[i] = {spec[1], share}
  end
  return sheet
end

-- HTML in a text stands for itself; pandoc would drop it without a word.
function RawInline(raw)
  return raw.format == "html" and pandoc.Str(raw.text) or nil
end

function RawBlock(raw)
  return raw.format == "html" and pandoc.Para({pandoc.Str((raw.text:gsub("%s+$", "")))}) or nil
end
